namespace Orleans.Runtime;

/// <summary>The activation whose turn this thread is running; null outside of one.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? Ambient;

    public static IGrainContext? Current
    {
        get => Ambient;
        set => Ambient = value;
    }
}
