"""`{{ form }}` and `{{ field.as_field_group }}` in the markup of the design system, everywhere."""

from django.forms.renderers import DjangoTemplates


class DesignRenderer(DjangoTemplates):
    """Named in `settings.FORM_RENDERER`; widgets keep Django's own templates."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
