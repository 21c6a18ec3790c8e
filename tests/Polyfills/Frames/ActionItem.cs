namespace Orleans.Polyfills.Frames;

internal sealed class ActionItem(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
