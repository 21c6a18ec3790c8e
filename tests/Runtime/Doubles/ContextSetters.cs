namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that change the synchronization context of the thread that runs them.</summary>
internal static partial class ContextSetters
{
    [RayTask]
    public static int SetOne()
    {
        SynchronizationContext.SetSynchronizationContext(new Contextual());
        return 1;
    }

    [RayTask]
    public static string ReadIt() => Contextual.NameOfCurrent();
}
