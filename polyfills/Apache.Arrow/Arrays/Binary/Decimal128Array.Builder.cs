using System.Data.SqlTypes;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class Decimal128Array
{
    public class Builder : BuilderBase<Decimal128Array, Builder>
    {
        public Builder(Decimal128Type type)
            : base(type, 16)
            => DataType = type;

        protected new Decimal128Type DataType { get; }

        public Builder Append(decimal value) => AppendUnscaled(Decimals.FromDecimal(value));

        public Builder AppendRange(IEnumerable<decimal> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (var value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder Append(string value) => value is null ? AppendNull() : AppendUnscaled(Decimals.Parse(value));

        public Builder AppendRange(IEnumerable<string> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (var value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder Append(SqlDecimal value) => value.IsNull ? AppendNull() : AppendUnscaled(Decimals.FromSqlDecimal(value));

        public Builder AppendRange(IEnumerable<SqlDecimal> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (var value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder Set(int index, decimal value)
        {
            Span<byte> bytes = stackalloc byte[16];
            Write(Decimals.FromDecimal(value), bytes);
            return Set(index, bytes);
        }

        protected override Decimal128Array Build(ArrayData data) => new(data);

        private Builder AppendUnscaled((Int128 Value, int Scale) number)
        {
            Span<byte> bytes = stackalloc byte[16];
            Write(number, bytes);
            return Append(bytes);
        }

        private void Write((Int128 Value, int Scale) number, Span<byte> bytes)
            => Decimals.Write(Decimals.Rescale(number, DataType.Precision, DataType.Scale), bytes);
    }
}
