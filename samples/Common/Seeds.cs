namespace Samples.Common;

/// <summary>Seeds for many generators of random numbers out of one.</summary>
internal static class Seeds
{
    /// <summary>The seed of one of many generators; neighbours have nothing to do with each other. The same in every process.</summary>
    public static int Of(int seed, int number)
    {
        // The finisher of SplitMix64.
        var bits = ((ulong)(uint)seed << 32) | (uint)number;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (int)((bits ^ (bits >> 31)) >> 33);
    }
}
