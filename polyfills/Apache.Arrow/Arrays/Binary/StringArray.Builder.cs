using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class StringArray
{
    public new class Builder : BuilderBase<StringArray, Builder>
    {
        public Builder()
            : base(StringType.Default)
        {
        }

        public Builder Append(string value, Encoding encoding = null)
        {
            if (value is null)
            {
                return AppendNull();
            }

            encoding ??= DefaultEncoding;
            var span = GetValueBufferSpan(encoding.GetMaxByteCount(value.Length));
            AdvanceValueBuffer(encoding.GetBytes(value, span));
            return Complete(isValid: true);
        }

        public Builder AppendRange(IEnumerable<string> values, Encoding encoding = null)
        {
            foreach (var value in values)
            {
                Append(value, encoding);
            }

            return this;
        }

        protected override StringArray Build(ArrayData data) => new(data);
    }
}
