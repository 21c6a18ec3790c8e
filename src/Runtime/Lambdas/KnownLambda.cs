using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Lambdas;

/// <summary>What is known of one lambda of the program, however often it is run.</summary>
internal sealed class KnownLambda
{
    /// <summary>Bytes from which captured values are worth a warning: every run copies them.</summary>
    public const long LargeCapture = 10 << 20;

    // As many as the program has in its code.
    private static readonly ConcurrentDictionary<MethodInfo, KnownLambda> Known = new();

    private RayNode? _warned;

    private KnownLambda(MethodInfo method) => Descriptor = new TaskDescriptor(Describe(method));

    public TaskDescriptor Descriptor { get; }

    public static KnownLambda Of(MethodInfo method) => Known.GetOrAdd(method, static method => new KnownLambda(method));

    /// <summary>Whether that node has not warned of it yet.</summary>
    public bool IsFirstOn(RayNode node) => !ReferenceEquals(Interlocked.Exchange(ref _warned, node), node);

    // The compiler calls a lambda in Main <Main>b__0_1, in a type of its own, and a local function <Main>g__Name|0_1.
    private static string Describe(MethodInfo method)
    {
        var type = method.DeclaringType;
        while (type is { DeclaringType: { } outer } && type.Name.StartsWith('<'))
        {
            type = outer;
        }

        var name = method.Name;
        var end = name.LastIndexOf('>');
        if (name.StartsWith('<') && end > 0)
        {
            var local = name.IndexOf("g__", end, StringComparison.Ordinal);
            var bar = name.LastIndexOf('|');
            name = local >= 0 && bar > local ? name[(local + 3)..bar] : $"{name[1..end].Trim('<', '>', '$')} (lambda)";
        }

        return type is null ? name : $"{type.Name}.{name}";
    }
}
