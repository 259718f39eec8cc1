import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foia", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="clockrecount",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="foia.accessrequest",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="drafted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="foia.accessrequest",
            ),
        ),
        migrations.AddField(
            model_name="recordedfact",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="recordedfact",
            name="voids",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voided_by",
                to="foia.recordedfact",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="author",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="author",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="recordedfact",
            name="party",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="facts",
                to="foia.party",
            ),
        ),
        migrations.AddField(
            model_name="partynotice",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="foia.party"
            ),
        ),
        migrations.AddField(
            model_name="partynotice",
            name="sent_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personstatement",
            name="said_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposalthreshold",
            name="adopted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="rating", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="register_entry",
                to="foia.accessrequest",
            ),
        ),
        migrations.AddField(
            model_name="avoidedrequest",
            name="register_entry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="avoided",
                to="foia.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="releaseitem",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="foia.decision"
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="entrusted_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="affidato a",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="foia_filters",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="earlier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suggested_by",
                to="foia.accessrequest",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="judged_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suggestions",
                to="foia.accessrequest",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="chosen_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="foia.topic",
            ),
        ),
        migrations.AddField(
            model_name="avoidedrequest",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="avoided",
                to="foia.topic",
            ),
        ),
        migrations.AddField(
            model_name="answerpage",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="answer_pages",
                to="foia.topic",
            ),
        ),
        migrations.AddField(
            model_name="topicact",
            name="done_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topicact",
            name="other",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="foia.topic",
            ),
        ),
        migrations.AddField(
            model_name="topicact",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="foia.topic"
            ),
        ),
        migrations.AddField(
            model_name="topicasker",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="askers", to="foia.topic"
            ),
        ),
        migrations.AddField(
            model_name="topicchange",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="foia.topic"
            ),
        ),
        migrations.AddField(
            model_name="topicfollower",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="foia.accessrequest"
            ),
        ),
        migrations.AddField(
            model_name="topicfollower",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="foia.topic"
            ),
        ),
        migrations.AddField(
            model_name="topicidentity",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="identities", to="foia.topic"
            ),
        ),
        migrations.AddField(
            model_name="topicmembership",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topicmembership",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="topic_membership",
                to="foia.accessrequest",
            ),
        ),
        migrations.AddField(
            model_name="topicmembership",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="foia.topic"
            ),
        ),
        migrations.AddField(
            model_name="topicrecount",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(fields=["state", "due_on", "id"], name="foia_request_queue"),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(fields=["-received_at", "-id"], name="foia_request_newest"),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(fields=["person_key"], name="foia_request_person"),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(
                condition=models.Q(("is_test", False)),
                fields=["due_on", "-priority", "id"],
                name="foia_request_due",
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(
                condition=models.Q(
                    ("is_test", False),
                    (
                        "state__in",
                        (
                            "received",
                            "needs_identification",
                            "in_progress",
                            "awaiting_parties",
                            "awaiting_approval",
                            "approved",
                            "standstill",
                            "under_review",
                        ),
                    ),
                ),
                fields=["due_on", "-priority", "id"],
                name="foia_request_open_due",
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(
                condition=models.Q(("is_test", False)), fields=["received_on"], name="foia_request_asked"
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(
                condition=models.Q(("is_test", False)), fields=["answered_on"], name="foia_request_answered"
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="foia_request_search"
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False,
                fields=["subject"],
                name="foia_request_subject_trgm",
                opclasses=["gin_trgm_ops"],
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.UniqueConstraint(fields=("year", "sequence"), name="foia_request_number_once"),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["simple_civic", "generalised", "documentary", "environmental"])
                ),
                name="foia_request_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True), ("due_on__gte", models.F("received_on")), _connector="OR"
                ),
                name="foia_request_due_after_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockrecount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")),
                fields=("state",),
                name="foia_clock_recount_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("state", "leaving")), fields=["leaves_at"], name="foia_decision_leaving"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("request", "number"), name="foia_decision_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "sent"), _negated=True),
                fields=("request",),
                name="foia_decision_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("leaving", "sent")), _negated=True),
                    ("approved_at__isnull", False),
                    _connector="OR",
                ),
                name="foia_decision_leaves_only_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                ),
                name="foia_decision_sent_has_its_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="recordedfact",
            index=models.Index(fields=["request", "on", "id"], name="foia_fact_of_request"),
        ),
        migrations.AddIndex(
            model_name="recordedfact",
            index=models.Index(
                condition=models.Q(("kind", "party_notice_sent")),
                fields=["request"],
                name="foia_fact_parties_told",
            ),
        ),
        migrations.AddIndex(
            model_name="recordedfact",
            index=models.Index(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "reopened_by_court",
                            "reopened_by_ombudsman",
                            "rejected_by_court",
                            "rejected_by_ombudsman",
                        ),
                    )
                ),
                fields=["request"],
                name="foia_fact_appeals_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordedfact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voids__isnull", False)),
                fields=("voids",),
                name="foia_fact_corrected_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordedfact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "voided"), _negated=True), ("voids__isnull", False), _connector="OR"
                ),
                name="foia_fact_voids_something",
            ),
        ),
        migrations.AddIndex(
            model_name="partynotice",
            index=models.Index(
                condition=models.Q(("state", "leaving")), fields=["leaves_at"], name="foia_notice_leaving"
            ),
        ),
        migrations.AddConstraint(
            model_name="partynotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "leaving")), fields=("party",), name="foia_notice_one_leaving"
            ),
        ),
        migrations.AddConstraint(
            model_name="partynotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "leaving"), ("ended_at__isnull", False), _connector="OR"),
                name="foia_notice_ended_has_its_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="personstatement",
            index=models.Index(fields=["other"], name="foia_statement_other"),
        ),
        migrations.AddConstraint(
            model_name="personstatement",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="foia_statement_once"),
        ),
        migrations.AddConstraint(
            model_name="personstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("one", models.F("other")), _negated=True), name="foia_statement_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalthreshold",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gt", 0), ("score__lte", 1), ("refused__lte", models.F("judged"))),
                name="foia_threshold_is_a_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("face__in", (1, 2, 3))), name="foia_rating_face_known"
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["-decided_on", "-id"],
                name="foia_register_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["-approved_at"],
                name="foia_register_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("state", "hidden")), fields=["id"], name="foia_register_hidden"
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="foia_register_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("approved_at__isnull", False), models.Q(("public_subject", ""), _negated=True)),
                    _connector="OR",
                ),
                name="foia_register_public_only_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)),
                fields=("request",),
                name="foia_review_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="foia_filter_name_once"),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("verdict", "open")), fields=["-score", "-id"], name="foia_suggestion_open"
            ),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("verdict", "open"), _negated=True),
                fields=["score"],
                name="foia_suggestion_judged",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(fields=("request", "earlier"), name="foia_suggestion_once"),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(fields=["flag", "-last_asked_on"], name="foia_topic_board"),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="foia_topic_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("flag", "hard"), _negated=True), ("flagged_on__isnull", False), _connector="OR"
                ),
                name="foia_topic_flag_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("choice", ""), models.Q(("choice_reason", ""), _negated=True), _connector="OR"
                ),
                name="foia_topic_choice_has_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="avoidedrequest",
            constraint=models.UniqueConstraint(
                fields=("answer_page_id", "register_entry", "day"),
                name="foia_avoided_one_row_a_day",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="topicact",
            index=models.Index(
                condition=models.Q(("undone_at__isnull", True)),
                fields=["topic", "-id"],
                name="foia_act_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="topicasker",
            index=models.Index(fields=["topic", "kind", "-last_on"], name="foia_asker_latest"),
        ),
        migrations.AddIndex(
            model_name="topicasker",
            index=models.Index(fields=["topic", "kind", "first_on", "id"], name="foia_asker_earliest"),
        ),
        migrations.AddConstraint(
            model_name="topicasker",
            constraint=models.UniqueConstraint(
                fields=("topic", "kind", "key", "first_on"), name="foia_asker_stretch_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="topicasker",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_on__gte", models.F("first_on"))),
                name="foia_asker_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicfollower",
            constraint=models.UniqueConstraint(fields=("topic", "request"), name="foia_follower_told_once"),
        ),
        migrations.AddIndex(
            model_name="topicidentity",
            index=models.Index(fields=["topic", "person"], name="foia_identity_person"),
        ),
        migrations.AddIndex(
            model_name="topicidentity",
            index=models.Index(fields=["person_key"], name="foia_identity_key"),
        ),
        migrations.AddIndex(
            model_name="topicidentity",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["aliases"], name="foia_identity_aliases"
            ),
        ),
        migrations.AddConstraint(
            model_name="topicidentity",
            constraint=models.UniqueConstraint(fields=("topic", "person_key"), name="foia_identity_once"),
        ),
        migrations.AddIndex(
            model_name="topicmembership",
            index=models.Index(fields=["topic", "asked_on", "id"], name="foia_membership_window"),
        ),
        migrations.AddIndex(
            model_name="topicmembership",
            index=models.Index(fields=["topic", "person", "-asked_on"], name="foia_membership_person"),
        ),
        migrations.AddIndex(
            model_name="topicmembership",
            index=models.Index(fields=["topic", "person_key"], name="foia_membership_key"),
        ),
        migrations.AddIndex(
            model_name="topicmembership",
            index=models.Index(
                condition=models.Q(("organisation_key", ""), _negated=True),
                fields=["topic", "organisation_key", "asked_on"],
                name="foia_membership_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicrecount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")), fields=("state",), name="foia_recount_one_at_a_time"
            ),
        ),
    ]
