namespace Orleans.Ray.Tests.Doubles;

/// <summary>A grain that holds a CPU and a GPU.</summary>
[BottomUpPlacement(NumCpus = 1, NumGpus = 1)]
internal sealed class Trainer(IRay ray) : Grain, ITrainer
{
    private int[] _gpusAtStart = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _gpusAtStart = [.. RayContext.Current.GpuIds];
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<double> FitAsync(ObjectRef<double[]> data) => (await data).Sum() + await Sums.Remote.Increment(0);

    public Task<ObjectRef<double>> SubmitFitAsync(ObjectRef<double[]> data) => Task.FromResult(GrainWork.Remote.Total(data));

    public Task<int> GpuAsync() => Task.FromResult(_gpusAtStart.Single());

    public Task<Assignment> WhereAsync() => Task.FromResult(new Assignment
    {
        Node = RayContext.Current.NodeId,
        NodeOfInjected = ray.Nodes().Single().Id,
        Namespace = RayContext.Current.Namespace,
        Name = RayContext.Current.TaskName,
        Cpus = RayContext.Current.AssignedResources["CPU"],
        Gpus = [.. RayContext.Current.GpuIds],
    });

    public async Task<int> SumAllAsync(ObjectRef<int>[] parts) => (await ray.GetAsync(parts)).Sum();

    public async Task<GrainParcel> PassOnAsync(GrainParcel parcel) => new() { Value = ray.Put(await parcel.Value + 1), Counter = parcel.Counter };

    public async Task<int> IncrementAsync(ActorHandle<Counter> counter)
    {
        await using var own = (Counter.Handle)counter;
        return await own.Increment();
    }

    public Task<int> SubmitOutsideOfTheTurnAsync(int value) => Task.Run(async () => await Sums.Remote.Increment(value));

    public Task PauseAsync(string gate) => Gate.Find(gate).PassAsync();

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
