using System.Numerics;

namespace Orleans.Ray.Store;

/// <summary>
/// Size classes, and which of them have free ranges. Up to 64 units each size is a class of its own; above, each power of two is divided into 64, so that sizes of
/// one class differ by less than 1/64.
/// </summary>
internal sealed class SizeClasses
{
    /// <summary>Enough for every size that a <see cref="long"/> of bytes holds.</summary>
    public const int Count = Groups * PerGroup;

    private const int Groups = 54;
    private const int PerGroup = 64;
    private const int GroupBits = 6;

    private readonly ulong[] _members = new ulong[Groups];
    private ulong _groups;

    /// <summary>The largest class that has ranges, or -1.</summary>
    public int Last
    {
        get
        {
            if (_groups == 0)
            {
                return -1;
            }

            var group = BitOperations.Log2(_groups);
            return (group << GroupBits) + BitOperations.Log2(_members[group]);
        }
    }

    /// <summary>The class of a size; larger sizes are in the same class or in a larger one.</summary>
    /// <param name="units">In units of the alignment, at least 1.</param>
    public static int Of(long units)
    {
        // One group for what is less than 64, then one for each power of two.
        var exponent = BitOperations.Log2((ulong)units);
        return exponent < GroupBits ? (int)units : ((exponent - GroupBits + 1) << GroupBits) + (int)((units >> (exponent - GroupBits)) & (PerGroup - 1));
    }

    /// <summary>The smallest class above another that has ranges, or -1.</summary>
    public int FirstAbove(int sizeClass)
    {
        var group = sizeClass >> GroupBits;
        var members = _members[group] & (ulong.MaxValue << (sizeClass & (PerGroup - 1)) << 1);
        if (members == 0)
        {
            var groups = _groups & (ulong.MaxValue << group << 1);
            if (groups == 0)
            {
                return -1;
            }

            group = BitOperations.TrailingZeroCount(groups);
            members = _members[group];
        }

        return (group << GroupBits) + BitOperations.TrailingZeroCount(members);
    }

    public void Add(int sizeClass)
    {
        var group = sizeClass >> GroupBits;
        _members[group] |= 1UL << (sizeClass & (PerGroup - 1));
        _groups |= 1UL << group;
    }

    public void Remove(int sizeClass)
    {
        var group = sizeClass >> GroupBits;
        _members[group] &= ~(1UL << (sizeClass & (PerGroup - 1)));
        if (_members[group] == 0)
        {
            _groups &= ~(1UL << group);
        }
    }
}
