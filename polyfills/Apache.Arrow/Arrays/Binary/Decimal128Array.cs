using System.Collections;
using System.Data.SqlTypes;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Unscaled integers of 16 bytes, two's complement, little-endian.</summary>
public partial class Decimal128Array : FixedSizeBinaryArray, IReadOnlyList<SqlDecimal?>, IArrayList<SqlDecimal?>
{
    public Decimal128Array(ArrayData data)
        : base(ArrowTypeId.Decimal128, data)
    {
        var type = (Decimal128Type)data.DataType;
        Scale = type.Scale;
        Precision = type.Precision;
    }

    public int Scale { get; }

    public int Precision { get; }

    public int ByteWidth => 16;

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public decimal? GetValue(int index) => Unscaled(index) is { } value ? Decimals.ToDecimal(value, Scale) : null;

    public bool TryGetValue(int index, out decimal? value)
    {
        value = null;
        if (Unscaled(index) is not { } unscaled)
        {
            return true;
        }

        if (!Decimals.TryToDecimal(unscaled, Scale, out var present))
        {
            return false;
        }

        value = present;
        return true;
    }

    public IList<decimal?> ToList(bool includeNulls = false)
    {
        var list = new List<decimal?>(Length);
        for (var i = 0; i < Length; i++)
        {
            if (GetValue(i) is { } value)
            {
                list.Add(value);
            }
            else if (includeNulls)
            {
                list.Add(null);
            }
        }

        return list;
    }

    public string GetString(int index) => Unscaled(index) is { } value ? Decimals.ToString(value, Scale) : null;

    public SqlDecimal? GetSqlDecimal(int index) => Unscaled(index) is { } value ? Decimals.ToSqlDecimal(value, Precision, Scale) : null;

    SqlDecimal? IArrayList<SqlDecimal?>.Element(int index) => GetSqlDecimal(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetSqlDecimal);

    private Int128? Unscaled(int index)
    {
        var bytes = GetBytes(index);
        return bytes.IsEmpty ? null : Decimals.Read(bytes);
    }
}
