using System.Buffers.Binary;
using System.Data.SqlTypes;
using System.Globalization;
using System.Numerics;

namespace Apache.Arrow;

/// <summary>Numbers as an integer and how many of its digits are behind the point.</summary>
internal static class Decimals
{
    private const int MaxDecimalScale = 28;

    public static Int128 Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt128LittleEndian(bytes);

    public static void Write(Int128 value, Span<byte> bytes) => BinaryPrimitives.WriteInt128LittleEndian(bytes, value);

    public static (Int128 Value, int Scale) FromDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = new Int128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return (value < 0 ? -magnitude : magnitude, (parts[3] >> 16) & 0xFF);
    }

    public static (Int128 Value, int Scale) FromSqlDecimal(SqlDecimal value)
    {
        var parts = value.Data;
        var magnitude = new UInt128(((ulong)(uint)parts[3] << 32) | (uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        var unscaled = checked((Int128)magnitude);
        return (value.IsPositive ? unscaled : -unscaled, value.Scale);
    }

    public static (Int128 Value, int Scale) Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        return (Int128.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), point < 0 ? 0 : text.Length - point - 1);
    }

    public static Int128 Rescale((Int128 Value, int Scale) number, int precision, int scale)
    {
        var value = (BigInteger)number.Value;
        if (number.Scale < scale)
        {
            value *= BigInteger.Pow(10, scale - number.Scale);
        }
        else if (number.Scale > scale)
        {
            value = BigInteger.DivRem(value, BigInteger.Pow(10, number.Scale - scale), out var rest);
            if (!rest.IsZero)
            {
                throw new OverflowException($"{ToString(number.Value, number.Scale)} has more than {scale} digits behind the point.");
            }
        }

        if (BigInteger.Abs(value) >= BigInteger.Pow(10, precision))
        {
            throw new OverflowException($"{ToString(number.Value, number.Scale)} has more than the {precision} digits of the type.");
        }

        return (Int128)value;
    }

    public static decimal ToDecimal(Int128 value, int scale)
        => TryToDecimal(value, scale, out var result) ? result : throw new OverflowException($"{ToString(value, scale)} does not fit into a decimal: use GetString or GetSqlDecimal.");

    public static bool TryToDecimal(Int128 value, int scale, out decimal result)
    {
        result = 0;
        if (scale is < 0 or > MaxDecimalScale)
        {
            return TryParseDecimal(value, scale, ref result);
        }

        var magnitude = (UInt128)Int128.Abs(value == Int128.MinValue ? Int128.MaxValue : value);
        if (magnitude >> 96 != 0)
        {
            return false;
        }

        result = new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), value < 0, (byte)scale);
        return true;
    }

    public static SqlDecimal ToSqlDecimal(Int128 value, int precision, int scale)
    {
        var magnitude = (UInt128)Int128.Abs(value);
        return new SqlDecimal((byte)precision, (byte)scale, value >= 0, (int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), (int)(uint)(magnitude >> 96));
    }

    public static string ToString(Int128 value, int scale)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture).TrimStart('-');
        if (scale < 0)
        {
            digits += value == 0 ? string.Empty : new string('0', -scale);
        }
        else if (scale > 0)
        {
            digits = digits.PadLeft(scale + 1, '0');
            digits = digits.Insert(digits.Length - scale, ".");
        }

        return value < 0 ? "-" + digits : digits;
    }

    // More digits behind the point than a decimal has: it fits where the last ones are zeros.
    private static bool TryParseDecimal(Int128 value, int scale, ref decimal result)
    {
        var text = ToString(value, scale);
        return decimal.TryParse(scale > 0 ? text.TrimEnd('0') : text, NumberStyles.Number, CultureInfo.InvariantCulture, out result)
            && (scale < 0 || FromDecimal(result).Scale == Math.Max(0, text.TrimEnd('0').Length - text.IndexOf('.', StringComparison.Ordinal) - 1));
    }
}
