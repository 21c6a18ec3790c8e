using System.Reflection;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Hosting;

/// <summary>
/// Looks through the grain interfaces for types that could not be sent, before a silo or a client starts: in development, where somebody is there to mend
/// it, or where that is asked for.
/// </summary>
internal sealed class SerializerAnalysis(IServiceProvider services, CodecProvider codecs, IOptions<TypeManifestOptions> types, IOptions<GrainTypeOptions> grains) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (types.Value.EnableConfigurationAnalysis ?? services.GetService<IHostEnvironment>()?.IsDevelopment() is true)
        {
            Analyze();
        }
    }

    private void Analyze()
    {
        var verdicts = new Dictionary<Type, string?>();
        var problems = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var method in Methods())
        {
            foreach (var type in TypesOf(method))
            {
                if (ProblemOf(type, verdicts) is { } problem)
                {
                    if (!problems.TryGetValue(problem, out var users))
                    {
                        problems.Add(problem, users = []);
                    }

                    users.Add($"{method.DeclaringType}.{method.Name}");
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new OrleansConfigurationException(
                $"Grain interfaces use types that cannot be sent. {string.Join(" ", problems.Select(static problem => $"{problem.Key}: see {string.Join(", ", problem.Value.Distinct())}."))} "
                + $"Mark these types with [GenerateSerializer] and their members with [Id], or write surrogates and [RegisterConverter] classes for them. {nameof(TypeManifestOptions)}.{nameof(TypeManifestOptions.EnableConfigurationAnalysis)} says whether this is looked at.");
        }
    }

    // The interfaces of this assembly are known to be right, and are the same in every silo.
    private IEnumerable<MethodInfo> Methods() => grains.Value.Interfaces.Union(types.Value.Interfaces)
        .SelectMany(static type => type.GetInterfaces().Prepend(type))
        .Where(static type => type.Assembly != typeof(SerializerAnalysis).Assembly)
        .Distinct()
        .SelectMany(static type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly));

    private static IEnumerable<Type> TypesOf(MethodInfo method)
    {
        var arguments = method.GetParameters().Select(static parameter => parameter.ParameterType).Where(static type => type != typeof(CancellationToken));
        return method.ReturnType.IsGenericType ? arguments.Append(method.ReturnType.GetGenericArguments()[0]) : arguments;
    }

    private string? ProblemOf(Type type, Dictionary<Type, string?> verdicts)
    {
        if (type.ContainsGenericParameters)
        {
            return null;
        }

        if (!verdicts.TryGetValue(type, out var verdict))
        {
            verdicts[type] = verdict = PartsOf(type).Select(part => ProblemOf(part, verdicts)).FirstOrDefault(static problem => problem is not null) ?? OwnProblemOf(type);
        }

        return verdict;
    }

    private string? OwnProblemOf(Type type) => (codecs.CanSerialize(type), codecs.CanCopy(type)) switch
    {
        (true, true) => null,
        (false, true) => $"{type} has no serializer",
        (true, false) => $"{type} has no copier",
        _ => $"{type} has no serializer and no copier",
    };

    // What a collection of the framework holds travels with it. What the arguments of any other type are for is its own affair.
    private static Type[] PartsOf(Type type) =>
        type.IsArray ? [type.GetElementType()!]
        : type.IsGenericType && AssemblyCatalog.IsFramework(type) ? type.GetGenericArguments()
        : [];
}
