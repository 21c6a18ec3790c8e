namespace Orleans.Polyfills.Frames;

internal interface IPlayedTarget : ISystemTarget
{
    Task<int> Take(byte[] content);
}
