namespace OrleansBenchmark.Hosts;

public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<int> Next(int value);
}
