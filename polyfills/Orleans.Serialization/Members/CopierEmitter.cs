using System.Collections.Concurrent;
using System.Reflection.Emit;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Members;

/// <summary>
/// Makes the method that copies all members of a type. Members that are shared are assigned straight, so there is
/// one method per type and set of shared members; a null copier marks them.
/// </summary>
internal static class CopierEmitter
{
    private static readonly ConcurrentDictionary<(Type Type, string Shared), Delegate> Methods = new();

    public static MembersCopier<T> Get<T>(TypeModel model, Copier?[] copiers)
    {
        var shared = string.Concat(copiers.Select(static copier => copier is null ? '1' : '0'));
        return (MembersCopier<T>)Methods.GetOrAdd(
            (typeof(T), shared),
            static (_, state) => Emit(state.model, state.copiers).CreateDelegate(typeof(MembersCopier<T>)),
            (model, copiers));
    }

    private static DynamicMethod Emit(TypeModel model, Copier?[] copiers)
    {
        var byRef = model.Type.MakeByRefType();
        var method = MemberIL.Method($"Copy_{model.Type.Name}", typeof(Copier[]), byRef, byRef, typeof(CopyContext));
        var il = method.GetILGenerator();
        for (var i = 0; i < model.Members.Length; i++)
        {
            var member = model.Members[i];
            MemberIL.LoadOwner(il, 2, model.Type);
            if (copiers[i] is null)
            {
                MemberIL.LoadOwner(il, 1, model.Type);
                MemberIL.Get(il, member);
            }
            else
            {
                var copierType = typeof(Copier<>).MakeGenericType(member.Type);
                MemberIL.LoadElement(il, i, copierType);
                MemberIL.LoadOwner(il, 1, model.Type);
                MemberIL.Get(il, member);
                il.Emit(OpCodes.Ldarg_3);
                il.Emit(OpCodes.Callvirt, copierType.GetMethod("DeepCopy")!);
            }

            MemberIL.Set(il, member);
        }

        il.Emit(OpCodes.Ret);
        return method;
    }
}
