using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The methods of one grain interface, inherited ones included.</summary>
internal sealed class InterfaceShape
{
    private static readonly ConcurrentDictionary<Type, InterfaceShape> Shapes = new();
    private static readonly ConcurrentDictionary<MethodInfo, MethodShape> MethodShapes = new();

    private readonly Dictionary<uint, MethodShape> _methods = [];
    private readonly Lazy<Func<GrainReferenceShared, IdSpan, GrainReference>> _proxyFactory;

    private InterfaceShape(Type type)
    {
        Type = type;
        foreach (var declaring in type.GetInterfaces().Prepend(type))
        {
            foreach (var method in declaring.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            {
                if (!IsRemote(method, declaring))
                {
                    continue;
                }

                var shape = MethodShapes.GetOrAdd(method, static method => new MethodShape(method));
                if (!_methods.TryAdd(shape.Id, shape))
                {
                    throw new InvalidOperationException($"Two methods of {type} have the same wire id: give {method} an [Alias].");
                }
            }
        }

        _proxyFactory = new Lazy<Func<GrainReferenceShared, IdSpan, GrainReference>>(() => ProxyEmitter.Emit(this));
    }

    public Type Type { get; }

    public IEnumerable<MethodShape> Methods => _methods.Values;

    public static InterfaceShape Of(Type interfaceType) => Shapes.GetOrAdd(interfaceType, static type => new InterfaceShape(type));

    public MethodShape? Find(uint methodId) => _methods.GetValueOrDefault(methodId);

    public GrainReference CreateProxy(GrainReferenceShared shared, IdSpan key) => _proxyFactory.Value(shared, key);

    private static bool IsRemote(MethodInfo method, Type declaring)
    {
        // A default implementation is remoted too; one that overrides an inherited method is not a method of its own.
        var isOverride = method.IsFinal && !method.IsAbstract;
        return method.IsVirtual && !isOverride && typeof(IAddressable).IsAssignableFrom(declaring);
    }
}
