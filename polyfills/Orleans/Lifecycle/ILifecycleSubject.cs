namespace Orleans;

public interface ILifecycleSubject : ILifecycleObservable, ILifecycleObserver;
