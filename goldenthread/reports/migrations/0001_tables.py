"""Reports with their sections, appendices, versions, clearances, remarks, explanations and issued files."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('boards', '0003_boards_and_meetings'),
        ('bodies', '0002_co_chairs'),
        ('documents', '0001_tables'),
        ('identity', '0002_sign_ins_and_dates'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('sections', models.JSONField(default=list)),
                ('wording', models.JSONField(default=dict)),
                ('implications', models.JSONField(default=list)),
                ('limits', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report_templates', to='bodies.body')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [
                    models.UniqueConstraint(django.db.models.functions.comparison.Coalesce('body', models.Value(0)), name='reports_one_template_a_body'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('subject', models.CharField(max_length=300)),
                ('is_public', models.BooleanField(default=True)),
                ('purpose', models.CharField(choices=[('decision', 'For Decision'), ('information', 'For Information')], default='information', max_length=11)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_clearance', 'In clearance'), ('cleared', 'Cleared'), ('issued', 'Issued'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('superseded', 'Superseded')], default='draft', max_length=12)),
                ('report_of', models.CharField(blank=True, max_length=200)),
                ('report_of_post', models.CharField(blank=True, max_length=200)),
                ('author_name', models.CharField(blank=True, max_length=200)),
                ('author_post', models.CharField(blank=True, max_length=200)),
                ('author_telephone', models.CharField(blank=True, max_length=40)),
                ('author_email', models.CharField(blank=True, max_length=254)),
                ('created_at', models.DateTimeField()),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_written', to='identity.person')),
                ('chief_officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_in_name_of', to='identity.person')),
                ('closing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='boards.closing')),
                ('co_authors', models.ManyToManyField(blank=True, related_name='reports_co_written', to='identity.person')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_issued', to='identity.person')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_made', to='identity.person')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='boards.monitoringround')),
                ('supersedes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='reports.report')),
                ('template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.reporttemplate')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('issued_at__isnull', False), ('issued_by__isnull', False), ('state__in', ('issued', 'returned', 'superseded'))), models.Q(('issued_at__isnull', True), ('issued_by__isnull', True), ('state__in', ('draft', 'in_clearance', 'cleared'))), ('state', 'withdrawn'), _connector='OR'), name='reports_issued_on_a_day_by_somebody'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['returned', 'withdrawn']), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='reports_returned_or_withdrawn_with_a_reason'),
                    models.CheckConstraint(condition=models.Q(('closing__isnull', True), ('round__isnull', False), _connector='OR'), name='reports_closing_is_of_a_round'),
                    models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('subject', ''), _negated=True)), name='reports_has_key_and_subject'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('made_for', models.CharField(choices=[('clearance', 'Put to those who clear it'), ('issue', 'Issued')], max_length=9)),
                ('made_at', models.DateTimeField()),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('report', 'number'), name='reports_version_number_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='IssuedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(max_length=4)),
                ('sha256', models.CharField(max_length=64)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_reports', to='documents.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.report')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.reportversion')),
            ],
            options={
                'ordering': ['report', 'format'],
                'constraints': [
                    models.UniqueConstraint(fields=('version', 'format'), name='reports_file_of_a_format_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(blank=True, max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('decision', models.CharField(choices=[('none', 'Not decided'), ('cleared', 'Cleared'), ('sent_back', 'Sent back')], default='none', max_length=9)),
                ('words', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='identity.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='reports.report')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='reports.reportversion')),
            ],
            options={
                'ordering': ['report', 'asked_at', 'pk'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('report', 'person'), name='reports_asked_once_at_a_time'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('decision', 'none')), models.Q(models.Q(('decision', 'none'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='reports_decided_on_a_day_by_somebody'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decision', 'sent_back'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='reports_sent_back_with_words'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('summary', 'Summary'), ('recommendations', 'Recommendations'), ('body', 'Body'), ('implications', 'Implications'), ('conclusion', 'Conclusion'), ('background_papers', 'Background papers')], default='body', max_length=17)),
                ('level', models.PositiveSmallIntegerField(default=1)),
                ('heading', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'position', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('level__in', [1, 2])), name='reports_section_has_one_of_two_levels'),
                    models.UniqueConstraint(condition=models.Q(('kind__in', ['summary', 'recommendations', 'conclusion', 'background_papers'])), fields=('report', 'kind'), name='reports_section_of_its_kind_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quoted', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='reports.report')),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='remarks', to='reports.section')),
            ],
            options={
                'ordering': ['report', 'at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='reports_remark_answered_by_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('claim', 'A figure or reference'), ('gate', 'What the gate found')], max_length=5)),
                ('key', models.CharField(max_length=128)),
                ('decision', models.CharField(choices=[('keep', 'Kept, for a reason'), ('changed', 'Changed')], max_length=7)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='explanations', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'of', 'key'), name='reports_explained_once'), models.CheckConstraint(condition=models.Q(models.Q(('decision', 'keep'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='reports_kept_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Destination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(blank=True, null=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_received', to='bodies.body')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='destinations', to='reports.report')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'body'), name='reports_body_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportAppendix',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('plan', 'The plan, as the round was closed'), ('file', 'A file'), ('text', 'A text')], default='plan', max_length=4)),
                ('text', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report_appendices', to='documents.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appendices', to='reports.report')),
            ],
            options={
                'verbose_name_plural': 'report appendices',
                'ordering': ['report', 'number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='reports_appendix_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('kind', 'file')), models.Q(models.Q(('kind', 'file'), _negated=True), ('file__isnull', True)), _connector='OR'), name='reports_appendix_of_a_file_has_one')],
            },
        ),
        migrations.CreateModel(
            name='ReportPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(max_length=80)),
                ('description', models.TextField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_pictures', to='documents.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'name'],
                'constraints': [models.UniqueConstraint(fields=('report', 'name'), name='reports_picture_name_once'), models.CheckConstraint(condition=models.Q(('description', ''), _negated=True), name='reports_picture_is_described')],
            },
        ),
    ]
