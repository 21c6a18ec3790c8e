using System.Reflection;
using Orleans.Storage;

namespace Orleans.Runtime;

internal sealed class PersistentStateFactory : IPersistentStateFactory
{
    private static readonly MethodInfo CreateMethod = typeof(PersistentStateFactory).GetMethod(nameof(CreateTyped), BindingFlags.Static | BindingFlags.NonPublic)!;

    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config) => CreateTyped<TState>(context, config);

    /// <summary>For a constructor parameter of type IPersistentState&lt;T&gt;.</summary>
    public static object Create(IGrainContext context, IPersistentStateConfiguration config, Type parameterType)
    {
        if (!parameterType.IsConstructedGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new ArgumentException($"[{nameof(PersistentStateAttribute)}] is for parameters of type IPersistentState<T>, not {parameterType}.");
        }

        return CreateMethod.MakeGenericMethod(parameterType.GenericTypeArguments).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [context, config], null)!;
    }

    private static PersistentState<TState> CreateTyped<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var storage = GrainStorageHelpers.Find(context.ActivationServices, config.StorageName)
            ?? throw new BadProviderConfigException(
                string.IsNullOrEmpty(config.StorageName)
                    ? $"No default storage provider found for state '{config.StateName}' of grain {context.GrainId}."
                    : $"No storage provider named \"{config.StorageName}\" found for state '{config.StateName}' of grain {context.GrainId}.");
        var state = new PersistentState<TState>(context, config.StateName, storage);
        state.Participate(context.ObservableLifecycle);
        return state;
    }
}
