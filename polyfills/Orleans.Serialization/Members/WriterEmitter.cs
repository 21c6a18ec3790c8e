using System.Collections.Concurrent;
using System.Reflection.Emit;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Members;

/// <summary>Makes the method that writes all members of a type, once per process.</summary>
internal static class WriterEmitter
{
    private static readonly ConcurrentDictionary<Type, Delegate> Methods = new();

    public static MembersWriter<T> Get<T>(TypeModel model)
        => (MembersWriter<T>)Methods.GetOrAdd(typeof(T), static (_, model) => Emit(model).CreateDelegate(typeof(MembersWriter<T>)), model);

    private static DynamicMethod Emit(TypeModel model)
    {
        var method = MemberIL.Method($"Write_{model.Type.Name}", typeof(FieldCodec[]), typeof(WireWriter), model.Type.MakeByRefType());
        var il = method.GetILGenerator();
        var lastId = model.OmitsDefaults ? il.DeclareLocal(typeof(uint)) : null;
        var index = 0;
        for (var i = 0; i < model.Sections.Count; i++)
        {
            var previous = 0u;
            if (lastId is not null)
            {
                il.Emit(OpCodes.Ldc_I4_0);
                il.Emit(OpCodes.Stloc, lastId);
            }

            foreach (var member in model.Sections[i])
            {
                var codecType = typeof(FieldCodec<>).MakeGenericType(member.Type);
                MemberIL.LoadElement(il, index++, codecType);
                il.Emit(OpCodes.Ldarg_1);
                if (lastId is not null)
                {
                    il.Emit(OpCodes.Ldloc, lastId);
                    il.Emit(OpCodes.Ldc_I4, (int)member.Id);
                }
                else
                {
                    il.Emit(OpCodes.Ldc_I4, (int)(member.Id - previous));
                    previous = member.Id;
                }

                MemberIL.LoadOwner(il, 2, model.Type);
                MemberIL.Get(il, member);
                il.Emit(OpCodes.Callvirt, codecType.GetMethod(lastId is null ? "Write" : "WriteUnlessDefault")!);
                if (lastId is not null)
                {
                    il.Emit(OpCodes.Stloc, lastId);
                }
            }

            if (i < model.Sections.Count - 1)
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Call, typeof(WireWriter).GetMethod(nameof(WireWriter.WriteEndBase))!);
            }
        }

        il.Emit(OpCodes.Ret);
        return method;
    }
}
