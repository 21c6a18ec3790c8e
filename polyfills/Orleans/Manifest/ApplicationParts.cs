using System.Reflection;

namespace Orleans.Runtime;

/// <summary>
/// Finds the grain interfaces and classes of the application: in every loaded assembly that references Orleans, and in
/// those that they and the entry assembly depend on.
/// </summary>
internal static class ApplicationParts
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.", "xunit", "netstandard", "mscorlib", "WindowsBase", "testhost"];
    private static readonly HashSet<string> OwnNames =
        [typeof(ApplicationParts).Assembly.GetName().Name!, typeof(GenerateSerializerAttribute).Assembly.GetName().Name!];

    private static readonly ConcurrentDictionary<Assembly, ApplicationPartTypes> Parts = new();

    public static IEnumerable<ApplicationPartTypes> Discover(IEnumerable<Assembly> explicitAssemblies)
    {
        var seen = new HashSet<Assembly>();
        var pending = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && !IsFramework(assembly.GetName().Name)));
        pending.Push(typeof(ApplicationParts).Assembly);
        foreach (var assembly in explicitAssemblies)
        {
            pending.Push(assembly);
        }

        if (Assembly.GetEntryAssembly() is { } entry)
        {
            pending.Push(entry);
        }

        while (pending.TryPop(out var assembly))
        {
            if (!seen.Add(assembly))
            {
                continue;
            }

            var references = assembly.GetReferencedAssemblies();
            foreach (var reference in references)
            {
                if (!IsFramework(reference.Name) && TryLoad(reference) is { } dependency)
                {
                    pending.Push(dependency);
                }
            }

            if (OwnNames.Contains(assembly.GetName().Name!) || Array.Exists(references, reference => OwnNames.Contains(reference.Name!)))
            {
                yield return Parts.GetOrAdd(assembly, static assembly => new ApplicationPartTypes(assembly));
            }
        }
    }

    private static bool IsFramework(string? name) =>
        name is null || name is "System" || Array.Exists(FrameworkPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // A reference that is not deployed cannot hold grains that anything here uses.
            return null;
        }
    }
}
