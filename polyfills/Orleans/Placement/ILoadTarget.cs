namespace Orleans.Runtime;

internal interface ILoadTarget : ISystemTarget
{
    ValueTask Publish(SiloAddress silo, SiloLoad load);
}
