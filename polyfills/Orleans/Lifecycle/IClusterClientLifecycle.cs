namespace Orleans;

public interface IClusterClientLifecycle : ILifecycleObservable;
