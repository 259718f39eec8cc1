"""Who signs in and how: staff with password and second factor (django-allauth)."""

from pasocial.config.settings.env import env

AUTH_USER_MODEL = "office_identity.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/redazione/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pasocial.office.people.identity.adapters.allauth.StaffAccountAdapter"
ACCOUNT_MAIL_WRITER = "pasocial.office.messaging.notices.operations.write_mail"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_METHODS = {"email"}
# The library's own forms, read clean.
ACCOUNT_FORMS = {
    "login": "pasocial.office.people.identity.forms.StaffLoginForm",
    "reset_password": "pasocial.office.people.identity.forms.StaffResetForm",
    "user_token": "pasocial.office.people.identity.forms.StaffUserToken",
}
MFA_FORMS = {
    "authenticate": "pasocial.office.people.identity.forms.StaffAuthenticate",
    "reauthenticate": "pasocial.office.people.identity.forms.StaffReauthenticate",
    "activate_totp": "pasocial.office.people.identity.forms.StaffActivateTotp",
    "add_webauthn": "pasocial.office.people.identity.forms.StaffAddWebAuthn",
    "edit_webauthn": "pasocial.office.people.identity.forms.StaffEditWebAuthn",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody can make us write to strangers by asking for their password.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A session ends with the browser: no "remember me" on the office's shared machines.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Five wrong passwords or codes lock that account for five minutes, ten a minute lock the address they come from.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "signup": "5/m/ip",
}
# How many of our own proxies add to X-Forwarded-For; 0 trusts only the connection's own address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
# An invitation or a reset link works for three days.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
STAFF_MFA_REQUIRED = env.flag("STAFF_MFA_REQUIRED", True)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_ISSUER = "PAsocial"
MFA_TRUST_ENABLED = False
# Addresses come from the coordinator, never from a sign-up, so there is none to verify first.
MFA_ALLOW_UNVERIFIED_EMAIL = True
USERSESSIONS_TRACK_ACTIVITY = True
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_ADAPTER = "pasocial.office.people.identity.adapters.allauth.StaffSocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {}
# OpenID Connect sign-in of staff is off until its issuer is configured. The issuer is the body's own, so its word on
# an address is trusted to find the account that the coordinator made; it never makes one.
STAFF_OIDC_HAS_SECOND_FACTOR = env.flag("STAFF_OIDC_HAS_SECOND_FACTOR", False)
if env.text("STAFF_OIDC_ISSUER", ""):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "EMAIL_AUTHENTICATION": True,
            "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
            "VERIFIED_EMAIL": True,
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "ente",
                    "name": env.text("STAFF_OIDC_NAME", "Account dell'ente"),
                    "client_id": env.text("STAFF_OIDC_CLIENT_ID", hint="identificativo dato dal provider"),
                    "secret": env.text("STAFF_OIDC_CLIENT_SECRET", hint="segreto dato dal provider"),
                    "settings": {"server_url": env.text("STAFF_OIDC_ISSUER", "")},
                }
            ],
        }
    }

# National identity of citizens (SPID, CIE) through an OpenID Connect broker; off until its issuer is configured.
NATIONAL_IDENTITY_ADAPTER = env.text("NATIONAL_IDENTITY_ADAPTER", "")
NATIONAL_IDENTITY_ISSUER = env.text("NATIONAL_IDENTITY_ISSUER", "")
NATIONAL_IDENTITY_CLIENT_ID = env.text("NATIONAL_IDENTITY_CLIENT_ID", "")
NATIONAL_IDENTITY_CLIENT_SECRET = env.text("NATIONAL_IDENTITY_CLIENT_SECRET", "")
# Where the broker puts the tax code among its claims, and what must be asked to get it.
NATIONAL_IDENTITY_TAX_CODE_CLAIM = env.text("NATIONAL_IDENTITY_TAX_CODE_CLAIM", "fiscal_number")
NATIONAL_IDENTITY_SCOPES = env.text("NATIONAL_IDENTITY_SCOPES", "openid profile email")
# What the portal offers; a broker may serve one of the two only.
NATIONAL_IDENTITY_WAYS = [
    way for way in env.listed("NATIONAL_IDENTITY_WAYS", "spid,cie") if way in ("spid", "cie")
]
NATIONAL_IDENTITY_WAY_PARAMETER = env.text("NATIONAL_IDENTITY_WAY_PARAMETER", "")
# Level 2: two factors. CIE's broker names its levels as SPID does.
NATIONAL_IDENTITY_LEVEL = env.text("NATIONAL_IDENTITY_LEVEL", "https://www.spid.gov.it/SpidL2")
NATIONAL_IDENTITY_LEVELS_ACCEPTED = env.listed(
    "NATIONAL_IDENTITY_LEVELS_ACCEPTED", "https://www.spid.gov.it/SpidL2,https://www.spid.gov.it/SpidL3"
)

GUARDIAN_RAISE_403 = True
ANONYMOUS_USER_NAME = None
