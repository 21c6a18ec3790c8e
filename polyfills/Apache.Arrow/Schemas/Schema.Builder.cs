namespace Apache.Arrow;

public partial class Schema
{
    public class Builder
    {
        private readonly List<Field> _fields = [];
        private Dictionary<string, string> _metadata;

        public Builder Clear()
        {
            _fields.Clear();
            _metadata = null;
            return this;
        }

        public Builder Field(Field field)
        {
            if (field is not null)
            {
                _fields.Add(field);
            }

            return this;
        }

        public Builder Field(Action<Field.Builder> fieldBuilderAction)
        {
            if (fieldBuilderAction is not null)
            {
                var builder = new Field.Builder();
                fieldBuilderAction(builder);
                _fields.Add(builder.Build());
            }

            return this;
        }

        public Builder Metadata(string key, string value)
        {
            MetadataCopy.Add(ref _metadata, key, value);
            return this;
        }

        public Builder Metadata(IEnumerable<KeyValuePair<string, string>> dictionary)
        {
            MetadataCopy.Add(ref _metadata, dictionary);
            return this;
        }

        public Schema Build() => new(_fields, _metadata);
    }
}
