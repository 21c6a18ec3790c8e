using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// One dynamic module per application assembly, and per set of assemblies that type arguments come from. Each may reach what is internal to that assembly and to those
/// that it references, so that grain interfaces and their parameter types need not be public.
/// </summary>
internal static class DynamicCode
{
    // Type builders of one module must not be used by two threads at once.
    public static readonly Lock Gate = new();

    private static readonly Dictionary<(Assembly Assembly, string Others), ModuleBuilder> Modules = [];
    private static int LastTypeNumber;

    /// <param name="contract">The interface that the type is for.</param>
    /// <param name="arguments">Type arguments of the method that the type is for: they may be internal to assemblies of their own.</param>
    /// <param name="name">What the type's name begins with.</param>
    /// <param name="baseType">Its base class.</param>
    /// <param name="interfaces">What it implements.</param>
    public static TypeBuilder DefineType(Type contract, Type[] arguments, string name, Type baseType, Type[] interfaces) => ModuleFor(contract, arguments).DefineType(
        $"OrleansCodeGen.{contract.Namespace}.{name}_{++LastTypeNumber}",
        TypeAttributes.Class | TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
        baseType,
        interfaces);

    private static ModuleBuilder ModuleFor(Type contract, Type[] arguments)
    {
        var assembly = contract.Assembly;
        var others = new SortedSet<string>(StringComparer.Ordinal);
        AddAssemblies(others, contract);
        foreach (var argument in arguments)
        {
            AddAssemblies(others, argument);
        }

        // What a module may reach is settled when its first type is loaded, so each set of assemblies has a module of its own.
        var key = (assembly, string.Join(',', others));
        if (Modules.TryGetValue(key, out var module))
        {
            return module;
        }

        var name = assembly.GetName().Name!;
        var builder = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"OrleansCodeGen.{name}"), AssemblyBuilderAccess.Run);
        var constructor = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        others.Add(typeof(DynamicCode).Assembly.GetName().Name!);
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            others.Add(reference.Name!);
        }

        foreach (var friend in others)
        {
            builder.SetCustomAttribute(new CustomAttributeBuilder(constructor, [friend]));
        }

        module = builder.DefineDynamicModule("main");
        Modules.Add(key, module);
        return module;
    }

    private static void AddAssemblies(SortedSet<string> names, Type type)
    {
        names.Add(type.Assembly.GetName().Name!);
        if (type.HasElementType)
        {
            AddAssemblies(names, type.GetElementType()!);
        }

        foreach (var argument in type.GenericTypeArguments)
        {
            AddAssemblies(names, argument);
        }
    }
}
