using System.Globalization;

namespace Orleans.Ray.StoreProcess;

/// <summary>What the workers of one soak have in common, and one worker's own seed.</summary>
/// <param name="Seed">Of its random choices.</param>
/// <param name="Keys">How many objects there may be. A key tells an object's size and contents.</param>
/// <param name="MaxSize">Bytes of the largest.</param>
/// <param name="MaxHolds">How many objects a worker holds at most.</param>
/// <param name="MaxPins">How many pins it has at most.</param>
internal sealed record SoakPlan(int Seed, int Keys, int MaxSize, int MaxHolds, int MaxPins)
{
    public static SoakPlan Parse(string[] words)
    {
        int[] numbers = [.. words.Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
        return new SoakPlan(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed} {Keys} {MaxSize} {MaxHolds} {MaxPins}");

    /// <summary>Mostly small ones, some of any size, one in sixteen of none.</summary>
    public int SizeOf(long key)
    {
        var hash = (uint)((ulong)key * 0x9E37_79B9_7F4A_7C15 >> 32);
        return (hash % 16) switch
        {
            0 => 0,
            < 6 => (int)(hash / 16 % 4096),
            _ => (int)(hash / 16 % (uint)MaxSize),
        };
    }
}
