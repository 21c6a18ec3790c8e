using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Lambdas;

/// <summary>
/// Which fields a lambda's code mentions. The compiler keeps the variables of all lambdas of one block in one object; a task should not
/// have to copy, or be refused for, what only another lambda captures.
/// </summary>
/// <remarks>It reads the lambda's own code and that of the lambdas, local functions and state machines in it. Where there is no code to read, all fields count.</remarks>
internal static class UsedFields
{
    private static readonly ConcurrentDictionary<MethodBase, IReadOnlySet<FieldKey>?> Known = new();
    private static readonly OpCode[] OneByteCodes = new OpCode[256];
    private static readonly OpCode[] TwoByteCodes = new OpCode[256];

    static UsedFields()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByteCodes : TwoByteCodes)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>The fields; null where that cannot be told.</summary>
    public static IReadOnlySet<FieldKey>? Of(MethodInfo lambda) => Known.GetOrAdd(lambda, static lambda => Find(lambda));

    private static HashSet<FieldKey>? Find(MethodBase lambda)
    {
        var fields = new HashSet<FieldKey>();
        var seen = new HashSet<MethodBase> { lambda };
        var toRead = new Stack<MethodBase>(seen);
        while (toRead.TryPop(out var method))
        {
            if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            {
                return null;
            }

            foreach (var mentioned in Mentions(method, code))
            {
                if (mentioned is FieldInfo field)
                {
                    fields.Add(FieldKey.Of(field));
                }
                else if (mentioned is MethodBase called && IsPartOfALambda(called) && seen.Add(called))
                {
                    toRead.Push(called);
                }
            }

            foreach (var step in method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly) ?? [])
            {
                if (seen.Add(step))
                {
                    toRead.Push(step);
                }
            }
        }

        return fields;
    }

    // The compiler gives what it makes names that no program can write.
    private static bool IsPartOfALambda(MethodBase method) =>
        method.Name.StartsWith('<') || method.DeclaringType?.Name.StartsWith('<') == true;

    private static IEnumerable<MemberInfo> Mentions(MethodBase method, byte[] code)
    {
        var types = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methods = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var operation = code[at] == 0xFE ? TwoByteCodes[code[at + 1]] : OneByteCodes[code[at]];
            at += operation.Size;
            switch (operation.OperandType)
            {
                case OperandType.InlineField:
                    yield return method.Module.ResolveField(ReadInt(code, at), types, methods)!;
                    break;
                case OperandType.InlineMethod:
                    yield return method.Module.ResolveMethod(ReadInt(code, at), types, methods)!;
                    break;
            }

            at += SizeOf(operation.OperandType, code, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * ReadInt(code, at)),
        _ => 4,
    };

    private static int ReadInt(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
}
