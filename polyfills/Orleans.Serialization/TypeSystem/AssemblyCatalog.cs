using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Serialization.TypeSystem;

/// <summary>
/// The assemblies of the process that use this one, and what each of them registers. Shared by all providers: an
/// assembly is scanned once.
/// </summary>
internal static class AssemblyCatalog
{
    private static readonly ConcurrentDictionary<Assembly, string> Names = new();
    private static readonly Assembly Self = typeof(AssemblyCatalog).Assembly;
    private static readonly string SelfName = SimpleName(Self);
    private static readonly ConcurrentDictionary<Assembly, AssemblyParts> Parts = new();
    private static readonly Lock ClosureLock = new();
    private static int _version;
    private static bool _closureLoaded;
    private static LoadedAssemblies? _loaded;

    static AssemblyCatalog() => AppDomain.CurrentDomain.AssemblyLoad += static (_, _) => Interlocked.Increment(ref _version);

    /// <summary>Changes whenever an assembly has been loaded.</summary>
    public static int Version => Volatile.Read(ref _version);

    public static AssemblyParts PartsOf(Assembly assembly) => Parts.GetOrAdd(assembly, static key => new AssemblyParts(key));

    public static IReadOnlyList<AssemblyParts> ApplicationParts()
    {
        LoadClosure();
        return [.. AppDomain.CurrentDomain.GetAssemblies().Where(static assembly => assembly != Self && IsApplication(assembly)).Select(PartsOf)];
    }

    public static bool IsApplication(Assembly assembly)
        => assembly == Self || (!assembly.IsDynamic && !IsFramework(SimpleName(assembly)) && PartsOf(assembly).ReferencesSerialization);

    public static IEnumerable<Assembly> LoadedByName(string simpleName) => Loaded()[simpleName];

    public static bool IsFramework(Type type) => IsFramework(SimpleName(type.Assembly));

    internal static bool References(Assembly assembly)
        => assembly.GetReferencedAssemblies().Any(static reference => reference.Name is { } name && (name == SelfName || name == "Orleans.Polyfill"));

    // What the entry assembly refers to may not have been needed yet, but may be named by a peer.
    private static void LoadClosure()
    {
        lock (ClosureLock)
        {
            if (_closureLoaded)
            {
                return;
            }

            _closureLoaded = true;
            if (Assembly.GetEntryAssembly() is not { } entry)
            {
                return;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            var pending = new Queue<Assembly>([entry]);
            while (pending.TryDequeue(out var assembly))
            {
                foreach (var reference in assembly.GetReferencedAssemblies())
                {
                    if (!IsFramework(reference.Name!) && seen.Add(reference.Name!) && TryLoad(reference) is { } loaded)
                    {
                        pending.Enqueue(loaded);
                    }
                }
            }
        }
    }

    public static bool IsFramework(string name)
        => name is "netstandard" or "mscorlib" or "System"
            || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    // An input can name many types that do not exist; each costs a look-up, not a walk through all assemblies.
    private static ILookup<string, Assembly> Loaded()
    {
        var version = Version;
        if (_loaded is not { } loaded || loaded.Version != version)
        {
            _loaded = loaded = new LoadedAssemblies(version, AppDomain.CurrentDomain.GetAssemblies().ToLookup(SimpleName, StringComparer.Ordinal));
        }

        return loaded.ByName;
    }

    // What AssemblyName would say, at a fraction of its cost.
    private static string SimpleName(Assembly assembly) => Names.GetOrAdd(assembly, static key =>
    {
        var fullName = key.FullName!;
        var end = fullName.IndexOf(',', StringComparison.Ordinal);
        return end < 0 ? fullName : fullName[..end];
    });

    // A reference that was not deployed is no fault here: whoever needs it finds out.
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }

    private sealed record LoadedAssemblies(int Version, ILookup<string, Assembly> ByName);
}
