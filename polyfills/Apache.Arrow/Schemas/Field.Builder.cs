using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class Field
{
    public class Builder
    {
        private Dictionary<string, string> _metadata;
        private string _name;
        private IArrowType _type;
        private bool _nullable = true;

        public Builder Name(string value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new ArgumentNullException(nameof(value));
            }

            _name = value;
            return this;
        }

        public Builder DataType(IArrowType type)
        {
            _type = type ?? NullType.Default;
            return this;
        }

        public Builder Nullable(bool value)
        {
            _nullable = value;
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

        public Field Build() => new(_name, _type, _nullable, _metadata);
    }
}
