using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Lambdas;

/// <summary>Submits functions as tasks: <c>Ray.Run(() => ...)</c>.</summary>
internal static class LambdaTasks
{
    public static ObjectRef<T> Run<T>(IExecutionScope scope, Func<T> function, TaskOptions? options)
    {
        CheckResult(typeof(T));
        return new SyncLambda<Func<T>, T>(Capture(scope, function), static (function, _) => function()).Submit(scope, options);
    }

    public static ObjectRef<T> Run<T>(IExecutionScope scope, Func<CancellationToken, T> function, TaskOptions? options)
    {
        CheckResult(typeof(T));
        return new SyncLambda<Func<CancellationToken, T>, T>(Capture(scope, function), static (function, token) => function(token)).Submit(scope, options);
    }

    public static ObjectRef<Unit> Run(IExecutionScope scope, Action action, TaskOptions? options) =>
        new SyncLambda<Action, Unit>(Capture(scope, action), static (action, _) =>
        {
            action();
            return default;
        }).Submit(scope, options);

    public static ObjectRef<T> Run<T>(IExecutionScope scope, Func<Task<T>> function, TaskOptions? options) =>
        new AsyncLambda<Func<Task<T>>, T>(Capture(scope, function), static (function, _) => new(function())).Submit(scope, options);

    public static ObjectRef<T> Run<T>(IExecutionScope scope, Func<CancellationToken, Task<T>> function, TaskOptions? options) =>
        new AsyncLambda<Func<CancellationToken, Task<T>>, T>(Capture(scope, function), static (function, token) => new(function(token))).Submit(scope, options);

    public static ObjectRef<Unit> Run(IExecutionScope scope, Func<Task> function, TaskOptions? options) =>
        new AsyncLambda<Func<Task>, Unit>(Capture(scope, function), static (function, _) => Results.AsUnit(function())).Submit(scope, options);

    public static ObjectRef<Unit> Run(IExecutionScope scope, Func<CancellationToken, Task> function, TaskOptions? options) =>
        new AsyncLambda<Func<CancellationToken, Task>, Unit>(Capture(scope, function), static (function, token) => Results.AsUnit(function(token))).Submit(scope, options);

    private static Lambda<TDelegate> Capture<TDelegate>(IExecutionScope scope, TDelegate function)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(function);
        var known = KnownLambda.Of(function.Method);
        var own = ClosureCopy.Of(function, scope.Node.Copier, out var size);
        if (size > KnownLambda.LargeCapture && known.IsFirstOn(scope.Node))
        {
            scope.Node.Log.LargeCapture(known.Descriptor.Name, size >> 20);
        }

        return new Lambda<TDelegate>(own, known.Descriptor);
    }

    // What a method may not return either; there the compiler says so.
    private static void CheckResult(Type type)
    {
        if (!type.IsGenericType && type != typeof(ValueTask))
        {
            return;
        }

        if (type == typeof(ValueTask) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            throw new ArgumentException("Ray.Run takes functions that return a value, Task or Task<T>; write `async () => await ...` around one that returns a ValueTask.");
        }

        if (type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        {
            throw new ArgumentException("Ray.Run takes functions that return a value, Task or Task<T>; put [RayTask] on a method that streams its items.");
        }
    }
}
