using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// One dynamic module per application assembly. Each may reach what is internal to that assembly and to those
/// that it references, so that grain interfaces and their parameter types need not be public.
/// </summary>
internal static class DynamicCode
{
    // Type builders of one module must not be used by two threads at once.
    public static readonly Lock Gate = new();

    private static readonly Dictionary<Assembly, ModuleBuilder> Modules = [];
    private static int LastTypeNumber;

    public static TypeBuilder DefineType(Type contract, string name, Type baseType, Type[] interfaces) => ModuleFor(contract).DefineType(
        $"OrleansCodeGen.{contract.Namespace}.{name}_{++LastTypeNumber}",
        TypeAttributes.Class | TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
        baseType,
        interfaces);

    private static ModuleBuilder ModuleFor(Type contract)
    {
        var assembly = contract.Assembly;
        if (Modules.TryGetValue(assembly, out var module))
        {
            return module;
        }

        var name = assembly.GetName().Name!;
        var builder = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"OrleansCodeGen.{name}"), AssemblyBuilderAccess.Run);
        var constructor = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        var own = typeof(DynamicCode).Assembly.GetName().Name!;
        var visible = new HashSet<string>(StringComparer.Ordinal) { name, own };
        foreach (var argument in contract.GenericTypeArguments)
        {
            visible.Add(argument.Assembly.GetName().Name!);
        }

        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            visible.Add(reference.Name!);
        }

        foreach (var friend in visible)
        {
            builder.SetCustomAttribute(new CustomAttributeBuilder(constructor, [friend]));
        }

        module = builder.DefineDynamicModule("main");
        Modules.Add(assembly, module);
        return module;
    }
}
