namespace Orleans.Ray.Tests.Doubles;

/// <summary>A grain that trains on objects.</summary>
internal interface ITrainer : IGrainWithStringKey
{
    Task<double> FitAsync(ObjectRef<double[]> data);

    Task<ObjectRef<double>> SubmitFitAsync(ObjectRef<double[]> data);

    Task<int> GpuAsync();

    Task<Assignment> WhereAsync();

    Task<int> SumAllAsync(ObjectRef<int>[] parts);

    Task<GrainParcel> PassOnAsync(GrainParcel parcel);

    Task<int> IncrementAsync(ActorHandle<Counter> counter);

    Task<int> SubmitOutsideOfTheTurnAsync(int value);

    Task PauseAsync(string gate);

    Task LeaveAsync();
}
