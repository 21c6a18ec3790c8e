namespace Orleans.Ray.Tests.Doubles;

/// <summary>An async actor that takes the synchronization context from its thread.</summary>
[RayActor]
internal sealed partial class ContextClearer
{
    public Task<string> Clear()
    {
        var before = Contextual.NameOfCurrent();
        SynchronizationContext.SetSynchronizationContext(null);
        return Task.FromResult(before);
    }

    public async Task<string[]> ReadIt()
    {
        var before = Contextual.NameOfCurrent();
        await Task.Yield();
        return [before, Contextual.NameOfCurrent()];
    }
}
