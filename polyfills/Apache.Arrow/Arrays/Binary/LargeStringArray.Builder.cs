using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeStringArray
{
    public new class Builder : BuilderBase<LargeStringArray, Builder>
    {
        public Builder()
            : base(LargeStringType.Default)
        {
        }

        public Builder Append(string value, Encoding encoding = null)
        {
            if (value is null)
            {
                return AppendNull();
            }

            encoding ??= DefaultEncoding;
            ValueBuffer.Reserve(encoding.GetMaxByteCount(value.Length));
            ValueBuffer.Advance(encoding.GetBytes(value, ValueBuffer.Span[ValueBuffer.Length..]));
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

        protected override LargeStringArray Build(ArrayData data) => new(data);
    }
}
