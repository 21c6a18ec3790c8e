using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Members;

/// <summary>
/// Makes the method that reads all members of a type up to and over the end of the object, once per process. Fields
/// with unknown ids are skipped, members without a field keep their value, surplus sections are skipped.
/// </summary>
internal static class ReaderEmitter
{
    private static readonly ConcurrentDictionary<Type, Delegate> Methods = new();
    private static readonly MethodInfo ReadHeader = typeof(WireReader).GetMethod(nameof(WireReader.ReadHeader))!;
    private static readonly MethodInfo Skip = typeof(WireReader).GetMethod(nameof(WireReader.Skip))!;
    private static readonly MethodInfo SkipFields = typeof(WireReader).GetMethod(nameof(WireReader.SkipFields))!;
    private static readonly MethodInfo HasFieldId = typeof(Field).GetProperty(nameof(Field.HasFieldId))!.GetMethod!;
    private static readonly MethodInfo IsEndObject = typeof(Field).GetProperty(nameof(Field.IsEndObject))!.GetMethod!;
    private static readonly FieldInfo Delta = typeof(Field).GetField(nameof(Field.FieldIdDeltaRaw))!;

    public static MembersReader<T> Get<T>(TypeModel model)
        => (MembersReader<T>)Methods.GetOrAdd(typeof(T), static (_, model) => Emit(model).CreateDelegate(typeof(MembersReader<T>)), model);

    private static DynamicMethod Emit(TypeModel model)
    {
        var method = MemberIL.Method($"Read_{model.Type.Name}", typeof(FieldCodec[]), typeof(WireReader), model.Type.MakeByRefType());
        var il = method.GetILGenerator();
        var field = il.DeclareLocal(typeof(Field));
        var id = il.DeclareLocal(typeof(uint));
        var done = il.DefineLabel();
        var index = 0;
        foreach (var section in model.Sections)
        {
            EmitSection(il, model.Type, section, index, field, id);
            index += section.Length;
            il.Emit(OpCodes.Ldloca, field);
            il.Emit(OpCodes.Call, IsEndObject);
            il.Emit(OpCodes.Brtrue, done);
        }

        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, SkipFields);
        il.MarkLabel(done);
        il.Emit(OpCodes.Ret);
        return method;
    }

    private static void EmitSection(ILGenerator il, Type owner, MemberModel[] members, int firstIndex, LocalBuilder field, LocalBuilder id)
    {
        var next = il.DefineLabel();
        var end = il.DefineLabel();
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Stloc, id);

        il.MarkLabel(next);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldloca, field);
        il.Emit(OpCodes.Call, ReadHeader);
        il.Emit(OpCodes.Ldloca, field);
        il.Emit(OpCodes.Call, HasFieldId);
        il.Emit(OpCodes.Brfalse, end);
        il.Emit(OpCodes.Ldloc, id);
        il.Emit(OpCodes.Ldloc, field);
        il.Emit(OpCodes.Ldfld, Delta);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, id);

        var labels = members.Select(_ => il.DefineLabel()).ToArray();
        EmitDispatch(il, members, labels, id);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldloca, field);
        il.Emit(OpCodes.Call, Skip);
        il.Emit(OpCodes.Br, next);

        for (var i = 0; i < members.Length; i++)
        {
            var codecType = typeof(FieldCodec<>).MakeGenericType(members[i].Type);
            il.MarkLabel(labels[i]);
            MemberIL.LoadOwner(il, 2, owner);
            MemberIL.LoadElement(il, firstIndex + i, codecType);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldloca, field);
            il.Emit(OpCodes.Callvirt, codecType.GetMethod("Read")!);
            MemberIL.Set(il, members[i]);
            il.Emit(OpCodes.Br, next);
        }

        il.MarkLabel(end);
    }

    private static void EmitDispatch(ILGenerator il, MemberModel[] members, Label[] labels, LocalBuilder id)
    {
        if (members.Length == 0)
        {
            return;
        }

        if (members[^1].Id <= (members.Length * 2L) + 8)
        {
            var otherwise = il.DefineLabel();
            var table = new Label[members[^1].Id + 1];
            Array.Fill(table, otherwise);
            for (var i = 0; i < members.Length; i++)
            {
                table[members[i].Id] = labels[i];
            }

            il.Emit(OpCodes.Ldloc, id);
            il.Emit(OpCodes.Switch, table);
            il.MarkLabel(otherwise);
            return;
        }

        for (var i = 0; i < members.Length; i++)
        {
            il.Emit(OpCodes.Ldloc, id);
            il.Emit(OpCodes.Ldc_I4, (int)members[i].Id);
            il.Emit(OpCodes.Beq, labels[i]);
        }
    }
}
