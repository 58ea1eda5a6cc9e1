import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0002_co_chairs'),
        ('identity', '0002_sign_ins_and_dates'),
        ('plan', '0006_more_states'),
        ('sources', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Refresh',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('preparing', 'Being prepared'), ('done', 'Done'), ('given_up', 'Given up')], default='preparing', max_length=9)),
                ('name', models.CharField(max_length=300)),
                ('starts', models.CharField(max_length=60)),
                ('ends', models.CharField(max_length=60)),
                ('recheck_on', models.DateField()),
                ('renumbers', models.BooleanField(default=True)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('receipt', models.JSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refreshes_begun', to='identity.person')),
                ('bodies', models.ManyToManyField(blank=True, related_name='+', to='bodies.body')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='refreshes_ended', to='identity.person')),
                ('made', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_by', to='plan.plan')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('owner_post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.post')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refreshes', to='plan.plan')),
            ],
            options={
                'verbose_name_plural': 'refreshes',
                'ordering': ['-begun_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('stage', 'preparing')), fields=('plan',), name='plan_one_refresh_prepared'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('stage', 'preparing')), models.Q(models.Q(('stage', 'preparing'), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='plan_refresh_ended_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('made__isnull', False), ('stage', 'done')), models.Q(models.Q(('stage', 'done'), _negated=True), ('made__isnull', True)), _connector='OR'), name='plan_refresh_done_iff_plan_made')],
            },
        ),
        migrations.CreateModel(
            name='RefreshPriority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20)),
                ('title', models.TextField()),
                ('is_kept', models.BooleanField(default=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('old', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plan.priority')),
                ('refresh', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorities', to='plan.refresh')),
            ],
            options={
                'verbose_name_plural': 'refresh priorities',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('refresh', 'old'), name='plan_refresh_priority_once')],
            },
        ),
        migrations.CreateModel(
            name='OfferedFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plan.action')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sources.finding')),
                ('refresh', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offered', to='plan.refresh')),
                ('priority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plan.refreshpriority')),
            ],
            options={
                'ordering': ['finding__source', 'finding__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('refresh', 'finding'), name='plan_finding_offered_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_by__isnull', False), ('priority__isnull', True), ('wording', '')), models.Q(('answered_by__isnull', True), ('priority__isnull', False), models.Q(('wording', ''), _negated=True)), _connector='OR'), name='plan_offered_finding_has_an_action')],
            },
        ),
        migrations.CreateModel(
            name='Consideration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(blank=True, choices=[('carry', 'Carry it over'), ('reword', 'Carry it over in new words'), ('merge', 'Merge it into another'), ('withdraw', 'Withdraw it'), ('leave', 'Leave it behind, complete'), ('watch', 'Keep it under watch')], max_length=8)),
                ('wording', models.TextField(blank=True)),
                ('ref', models.CharField(blank=True, max_length=40)),
                ('ends', models.CharField(blank=True, max_length=300)),
                ('recheck_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='considerations', to='plan.action')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plan.action')),
                ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('lead_post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.post')),
                ('refresh', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='considerations', to='plan.refresh')),
                ('priority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plan.refreshpriority')),
            ],
            options={
                'ordering': ['action__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('refresh', 'action'), name='plan_considered_once'), models.CheckConstraint(condition=models.Q(models.Q(('choice', 'merge'), ('into__isnull', False)), models.Q(models.Q(('choice', 'merge'), _negated=True), ('into__isnull', True)), _connector='OR'), name='plan_consideration_merges_into_one'), models.CheckConstraint(condition=models.Q(models.Q(('choice', 'withdraw'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='plan_consideration_withdraws_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='RefreshWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=120)),
                ('colour', models.CharField(choices=[('blue', 'Blue'), ('green', 'Green'), ('amber', 'Amber'), ('red', 'Red'), ('none', 'No rating')], max_length=5)),
                ('state', models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('reported_complete', 'Reported complete, not assured'), ('completed_on_paper', 'Completed on paper, not assured here'), ('declared_complete', 'Declared complete by its lead'), ('assured', 'Complete and assured'), ('paused', 'Paused'), ('withdrawn', 'Withdrawn'), ('under_watch', 'Under watch'), ('carried_over', 'Carried over'), ('merged', 'Merged'), ('handed_over', 'Handed over')], default='in_progress', max_length=20)),
                ('meaning', models.TextField(blank=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('made', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='made_by', to='plan.ratingword')),
                ('refresh', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='plan.refresh')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('refresh', 'word'), name='plan_refresh_word_once')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('carry', 'Carried over'), ('reword', 'Carried over in new words'), ('merge', 'Merged'), ('watch', 'Kept under watch'), ('hand', 'Handed over'), ('withdraw', 'Withdrawn')], max_length=8)),
                ('decided_by', models.CharField(blank=True, max_length=200)),
                ('on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='successions', to='plan.action')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('refresh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='successions', to='plan.refresh')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='plan.action')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('how', 'withdraw'), ('successor__isnull', True)), models.Q(models.Q(('how', 'withdraw'), _negated=True), ('successor__isnull', False)), _connector='OR'), name='plan_succession_goes_somewhere'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('action', models.F('successor')), _negated=True), _connector='OR'), name='plan_succession_not_into_itself'), models.UniqueConstraint(fields=('action', 'successor'), name='plan_succession_once')],
            },
        ),
        migrations.CreateModel(
            name='WordMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='came_from', to='plan.refreshword')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='went_into', to='plan.ratingword')),
                ('refresh', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mappings', to='plan.refresh')),
            ],
            options={
                'ordering': ['old__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('refresh', 'old'), name='plan_word_mapped_once')],
            },
        ),
    ]
