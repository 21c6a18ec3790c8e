namespace Orleans.Ray.Tasks;

/// <summary>Which scope the current flow of execution belongs to. It flows with the execution context, so into awaits and threads that the code starts.</summary>
internal static class ExecutionScope
{
    private static readonly AsyncLocal<IExecutionScope?> Ambient = new();
    private static readonly ExecutionContext Empty = CaptureEmpty();

    /// <summary>The scope of the grain whose turn this thread runs, if it runs one; null where no silo of the process is a node.</summary>
    /// <remarks>Any silo's will do: which silo a turn belongs to is known to Orleans for the whole process.</remarks>
    public static Func<IExecutionScope?>? OfGrains { get; set; }

    public static IExecutionScope? Current
    {
        get => Ambient.Value ?? OfGrains?.Invoke();
        set => Ambient.Value = value;
    }

    /// <summary>Makes a worker's thread run as that scope.</summary>
    public static void Enter(IExecutionScope scope) => Ambient.Value = scope;

    /// <summary>Takes everything that user code left with the thread away: the scope, other ambient values, its synchronization context.</summary>
    public static void Leave()
    {
        ExecutionContext.Restore(Empty);
        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    private static ExecutionContext CaptureEmpty()
    {
        ExecutionContext? empty = null;
        var thread = new Thread(() => empty = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return empty ?? throw new InvalidOperationException("The empty execution context could not be captured.");
    }
}
