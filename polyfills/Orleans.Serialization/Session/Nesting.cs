using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Session;

/// <summary>
/// Values nest as deeply as the stack of the thread allows, and no deeper: everything that reads, writes, skips or
/// copies a value within a value asks first.
/// </summary>
internal static class Nesting
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            ThrowTooDeep();
        }
    }

    private static void ThrowTooDeep()
        => throw new SerializerException("The values are nested too deeply for the stack of this thread. Replace long chains of objects by a collection.");
}
