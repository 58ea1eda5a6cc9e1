"""Boards with their terms, items, capacities and lines; their meetings, papers and decisions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0002_asking'),
        ('bodies', '0002_co_chairs'),
        ('documents', '0001_tables'),
        ('identity', '0002_sign_ins_and_dates'),
        ('plan', '0001_tables'),
        ('sources', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=500)),
                ('set_up_on', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='board', to='bodies.body')),
            ],
            options={
                'ordering': ['body__name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='boards_board_has_a_purpose')],
            },
        ),
        migrations.CreateModel(
            name='BoardMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('on', models.DateField()),
                ('starts_at', models.TimeField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=9)),
                ('cancelled_why', models.CharField(blank=True, max_length=500)),
                ('others', models.CharField(blank=True, max_length=1000)),
                ('version', models.PositiveIntegerField(default=1)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='boards.board')),
                ('source', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='board_meeting', to='sources.source')),
            ],
            options={
                'ordering': ['board', 'on', 'number'],
                'constraints': [models.UniqueConstraint(fields=('board', 'number'), name='boards_meeting_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_why', ''), _negated=True), _connector='OR'), name='boards_cancelled_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_there', models.BooleanField()),
                ('office', models.CharField(max_length=40)),
                ('capacity', models.CharField(blank=True, max_length=220)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='board_meetings', to='identity.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='boards.boardmeeting')),
            ],
            options={
                'verbose_name_plural': 'attendance',
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='boards_attendance_once')],
            },
        ),
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('officer', 'Officer'), ('elected member', 'Elected member'), ('parent', 'Parent or carer'), ('young person', 'Young person'), ('partner', 'Partner agency'), ('independent', 'Independent')], max_length=14)),
                ('organisation', models.CharField(blank=True, max_length=200)),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='capacity', to='bodies.membership')),
            ],
            options={
                'verbose_name_plural': 'capacities',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'partner'), models.Q(('organisation', ''), _negated=True)), models.Q(models.Q(('kind', 'partner'), _negated=True), ('organisation', '')), _connector='OR'), name='boards_partner_names_its_organisation')],
            },
        ),
        migrations.CreateModel(
            name='MeetingPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('address', models.URLField(blank=True, max_length=500)),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=500)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('closing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='board_papers', to='boards.closing')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='board_papers', to='documents.storedfile')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='boards.boardmeeting')),
            ],
            options={
                'ordering': ['meeting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='boards_paper_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('closing__isnull', False), ('file__isnull', True)), models.Q(('closing__isnull', True), ('file__isnull', True), models.Q(('address', ''), _negated=True)), models.Q(('address', ''), ('closing__isnull', True), ('file__isnull', False)), _connector='OR'), name='boards_paper_is_a_round_a_link_or_a_file'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='boards_paper_withdrawn_why')],
            },
        ),
        migrations.CreateModel(
            name='BoardDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('becomes', models.CharField(choices=[('information', 'For information only'), ('finding', 'A finding that asks for an answer'), ('instruction', 'An instruction on an action of a plan')], default='information', max_length=11)),
                ('action', models.CharField(blank=True, max_length=80)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('why', models.TextField(blank=True)),
                ('entered_at', models.DateTimeField()),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='boards.boarddecision')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='board_decisions_entered', to='identity.person')),
                ('finding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='board_decisions', to='sources.finding')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='board_decisions', to='plan.plan')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='boards.boardmeeting')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='boards.meetingpaper')),
            ],
            options={
                'ordering': ['meeting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='boards_decision_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('becomes', 'information'), ('finding__isnull', True)), models.Q(models.Q(('becomes', 'information'), _negated=True), ('finding__isnull', False)), _connector='OR'), name='boards_decision_that_asks_is_a_finding'), models.CheckConstraint(condition=models.Q(models.Q(('becomes', 'instruction'), ('plan__isnull', False), models.Q(('action', ''), _negated=True)), models.Q(models.Q(('becomes', 'instruction'), _negated=True), ('action', ''), ('plan__isnull', True)), _connector='OR'), name='boards_instruction_names_its_action'), models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('why', '')), models.Q(('corrects__isnull', False), models.Q(('why', ''), _negated=True)), _connector='OR'), name='boards_correction_says_why')],
            },
        ),
        migrations.CreateModel(
            name='MonitoringInterval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=80)),
                ('months', models.PositiveSmallIntegerField()),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intervals', to='boards.board')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='monitoring_intervals', to='plan.plan')),
            ],
            options={
                'ordering': ['board', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('board', 'plan'), name='boards_one_interval_a_plan'), models.CheckConstraint(condition=models.Q(('months__gte', 1), ('months__lte', 24)), name='boards_interval_of_months')],
            },
        ),
        migrations.CreateModel(
            name='ReportingLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300)),
                ('how_often', models.CharField(max_length=80)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_to', to='bodies.body')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='is_reported_to_by', to='bodies.body')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('body', 'to'), name='boards_line_drawn_once'), models.CheckConstraint(condition=models.Q(('body', models.F('to')), _negated=True), name='boards_line_to_another')],
            },
        ),
        migrations.CreateModel(
            name='StandingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('position', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('brought_by', models.CharField(blank=True, max_length=200)),
                ('every', models.PositiveSmallIntegerField(default=1)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standing_items', to='boards.board')),
            ],
            options={
                'ordering': ['board', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('board', 'number'), name='boards_standing_item_number_once'), models.CheckConstraint(condition=models.Q(('every__gte', 1), ('every__lte', 12)), name='boards_item_every_so_many_meetings')],
            },
        ),
        migrations.CreateModel(
            name='MeetingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('brought_by', models.CharField(blank=True, max_length=200)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='boards.boardmeeting')),
                ('standing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken', to='boards.standingitem')),
            ],
            options={
                'ordering': ['meeting', 'position'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='boards_item_place_once')],
            },
        ),
    ]
