using BenchmarkDotNet.Attributes;

namespace Benchmarks;

/// <summary>One operation at a time, on an embedded node.</summary>
[MemoryDiagnoser]
public class RayBenchmarks
{
    private IRay _ray = null!;
    private Counter.Handle _counter = null!;
    private ObjectRef<int> _object = null!;

    [GlobalSetup]
    public async Task SetUp()
    {
        _ray = await Ray.InitAsync();
        _counter = Counter.Remote.Create();
        _object = _ray.Put(1);
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await _counter.DisposeAsync();
        await _ray.DisposeAsync();
    }

    [Benchmark]
    public async Task<int> SubmitRunGet() => await Tiny.Remote.Increment(1);

    [Benchmark]
    public async Task<int> ActorCall() => await _counter.Increment();

    [Benchmark]
    public ObjectRef<int> Put() => _ray.Put(1);

    [Benchmark]
    public ValueTask<int> Get() => _ray.GetAsync(_object);
}
