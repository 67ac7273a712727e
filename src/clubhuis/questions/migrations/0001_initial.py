import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('text', 'a line of text'), ('long_text', 'a longer text'), ('choice', 'one of several'), ('several', 'as many as apply'), ('yes_no', 'yes or no'), ('number', 'a number'), ('date', 'a date'), ('file', 'a file')], default='text', max_length=9, verbose_name='kind of answer')),
                ('label_nl', models.CharField(blank=True, max_length=200, verbose_name='question in Dutch')),
                ('label_en', models.CharField(blank=True, max_length=200, verbose_name='question in English')),
                ('label_de', models.CharField(blank=True, max_length=200, verbose_name='question in German')),
                ('help_nl', models.CharField(blank=True, max_length=400, verbose_name='explanation in Dutch')),
                ('help_en', models.CharField(blank=True, max_length=400, verbose_name='explanation in English')),
                ('help_de', models.CharField(blank=True, max_length=400, verbose_name='explanation in German')),
                ('choices', models.JSONField(blank=True, default=list)),
                ('is_required', models.BooleanField(default=False, verbose_name='must be answered')),
                ('condition_values', models.JSONField(blank=True, default=list)),
                ('only_for', models.JSONField(blank=True, default=list)),
                ('is_personal', models.BooleanField(default=False, verbose_name='the answer says something about a person')),
                ('keep_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days to keep the answers afterwards')),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('condition_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='depending', to='questions.question', verbose_name='only ask when')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['position', 'pk'],
                'indexes': [models.Index(fields=['owner', 'position'], name='questions_q_owner_789cec_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('label_de', ''), ('label_en', ''), ('label_nl', ''), _negated=True), name='question_says_something'), models.CheckConstraint(condition=models.Q(('is_personal', False), ('keep_days__isnull', False), _connector='OR'), name='question_about_a_person_has_an_end'), models.CheckConstraint(condition=models.Q(('condition_on', None), models.Q(('condition_on', models.F('id')), _negated=True), _connector='OR'), name='question_does_not_wait_for_itself')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(max_length=60)),
                ('value', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('file', models.FileField(blank=True, upload_to='answers/')),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers_given', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='questions.question')),
            ],
            options={
                'ordering': ['question__position', 'question_id', 'pk'],
                'indexes': [models.Index(fields=['holder'], name='questions_a_holder_300b10_idx')],
                'constraints': [models.UniqueConstraint(fields=('question', 'holder'), name='answer_once_a_question')],
            },
        ),
    ]
