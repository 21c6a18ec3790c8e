using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Members;

/// <summary>The pieces that all generated accessors share. Argument 0 is always the array of codecs or copiers.</summary>
internal static class MemberIL
{
    private static readonly MethodInfo UnsafeAs = typeof(Unsafe).GetMethods()
        .Single(static method => method.Name == nameof(Unsafe.As) && method.GetGenericArguments().Length == 1);

    // Private members are reached without checks; that is what lets [Id] stand on any of them.
    public static DynamicMethod Method(string name, params Type[] parameters)
        => new(name, typeof(void), parameters, typeof(MemberIL).Module, skipVisibility: true);

    public static void LoadElement(ILGenerator il, int index, Type elementType)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Call, UnsafeAs.MakeGenericMethod(elementType));
    }

    /// <summary>Loads what members are reached through: a reference, or the address of a struct.</summary>
    public static void LoadOwner(ILGenerator il, int argument, Type owner)
    {
        il.Emit(OpCodes.Ldarg, (short)argument);
        if (!owner.IsValueType)
        {
            il.Emit(OpCodes.Ldind_Ref);
        }
    }

    public static void Get(ILGenerator il, MemberModel member)
    {
        if (member.Field is { } field)
        {
            il.Emit(OpCodes.Ldfld, field);
        }
        else
        {
            Call(il, member.Getter!);
        }
    }

    public static void Set(ILGenerator il, MemberModel member)
    {
        if (member.Field is { } field)
        {
            il.Emit(OpCodes.Stfld, field);
        }
        else
        {
            Call(il, member.Setter!);
        }
    }

    private static void Call(ILGenerator il, MethodInfo method) => il.Emit(method.DeclaringType!.IsValueType ? OpCodes.Call : OpCodes.Callvirt, method);
}
