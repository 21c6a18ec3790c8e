using System.Globalization;

namespace Orleans.Ray.State;

/// <summary>Where a row stands in its listing. Listings are ordered by id, so that a page ends at the same place whatever changes meanwhile.</summary>
internal readonly record struct RowKey(UInt128 Id, uint Minor) : IComparable<RowKey>
{
    private const int IdDigits = 32;
    private const int Digits = IdDigits + 8;

    public static RowKey Of(ulong high, ulong low, uint minor = 0) => new(new UInt128(high, low), minor);

    /// <summary>Reads a cursor that an earlier page ended with.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static RowKey Parse(string cursor) =>
        cursor.Length == Digits
        && UInt128.TryParse(cursor.AsSpan(0, IdDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
        && uint.TryParse(cursor.AsSpan(IdDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var minor)
            ? new RowKey(id, minor)
            : throw new ArgumentException($"'{cursor}' is no cursor; pass the NextCursor of the page before, or null for the first page.", nameof(cursor));

    public int CompareTo(RowKey other) => Id.CompareTo(other.Id) is not 0 and var order ? order : Minor.CompareTo(other.Minor);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id:x32}{Minor:x8}");
}
