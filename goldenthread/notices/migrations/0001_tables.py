import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0002_sign_ins_and_dates'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=16, unique=True)),
                ('message_id', models.CharField(max_length=200, unique=True)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('is_secret', models.BooleanField(default=False)),
                ('digest_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('refused', 'Refused by the mail server'), ('unsure', 'Perhaps sent'), ('given up', 'Given up'), ('shown', 'Shown here, not sent'), ('withdrawn', 'Withdrawn'), ('left', 'Left as it is')], default='waiting', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('tries', models.PositiveIntegerField(default=0)),
                ('first_tried_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.CharField(blank=True, max_length=32)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('said', models.CharField(blank=True, max_length=300)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='identity.person')),
            ],
            options={
                'verbose_name': 'e-mail',
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'due_at'], name='notices_mail_due'), models.Index(fields=['-made_at', '-id'], name='notices_mail_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sending', 'sent', 'refused', 'unsure', 'given up', 'shown', 'withdrawn', 'left'])), name='notices_mail_state_is_known'), models.UniqueConstraint(condition=models.Q(('digest_on__isnull', False), ('person__isnull', False)), fields=('person', 'digest_on'), name='notices_one_digest_a_person_and_day'), models.UniqueConstraint(condition=models.Q(('digest_on__isnull', False), ('person__isnull', True), models.Q(('address', ''), _negated=True)), fields=('address', 'digest_on'), name='notices_one_digest_an_address_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('once', models.CharField(max_length=200, unique=True)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(max_length=200)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('path', models.CharField(blank=True, max_length=500)),
                ('is_secret', models.BooleanField(default=False)),
                ('is_digest', models.BooleanField(default=True)),
                ('put_out_at', models.DateTimeField()),
                ('put_out_by', models.CharField(max_length=80)),
                ('put_out_for', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('mailed', 'In an e-mail'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_by', models.CharField(blank=True, max_length=80)),
                ('withdrawn_why', models.CharField(blank=True, choices=[('called back', 'It was no longer true'), ('closed', 'Its reader may no longer see what it speaks of'), ('left', 'Its reader has left'), ('erased', 'It was erased')], max_length=12)),
                ('mail', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='notices.mail')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='identity.person')),
            ],
            options={
                'ordering': ['put_out_at', 'pk'],
                'indexes': [models.Index(fields=['person', 'put_out_at'], name='notices_of_person'), models.Index(fields=['about'], name='notices_about'), models.Index(fields=['state', 'put_out_at'], name='notices_in_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'mailed', 'withdrawn'])), name='notices_state_is_known'), models.CheckConstraint(condition=models.Q(('person__isnull', True), ('address', ''), _connector='OR'), name='notices_to_a_person_or_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'mailed'), _negated=True), ('mail__isnull', False), _connector='OR'), name='notices_mailed_in_an_email'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True)), _connector='OR'), name='notices_withdrawn_at_a_time')],
            },
        ),
    ]
