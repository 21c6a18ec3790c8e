using System.Reflection;
using System.Reflection.Emit;
using Orleans.Serialization.Cloning;

namespace Orleans.Runtime;

/// <summary>
/// Emits the reference class of one grain interface. A method makes its request, copies what can change of the
/// arguments into it, and hands it to the runtime.
/// </summary>
internal static class ProxyEmitter
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private const string ShapesField = "Shapes";

    internal static readonly MethodInfo BindGrainToken = typeof(GrainCancellationToken).GetMethod(nameof(GrainCancellationToken.Bind), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly Type[] ConstructorParameters = [typeof(GrainReferenceShared), typeof(IdSpan)];
    private static readonly ConstructorInfo BaseConstructor = typeof(GrainReference).GetConstructor(AnyInstance, ConstructorParameters)!;
    internal static readonly MethodInfo StartCopying = typeof(GrainReference).GetMethod(nameof(GrainReference.StartCopying), AnyInstance)!;
    internal static readonly MethodInfo StopCopying = typeof(CopyContext).GetMethod(nameof(CopyContext.Dispose))!;
    internal static readonly MethodInfo CopyArgument = typeof(ArgumentCopier).GetMethod(nameof(ArgumentCopier.Copy))!;
    internal static readonly MethodInfo SetCallerToken = typeof(RequestBase).GetProperty(nameof(RequestBase.CallerToken), AnyInstance)!.SetMethod!;

    public static Func<GrainReferenceShared, IdSpan, GrainReference> Emit(InterfaceShape shape)
    {
        var methods = shape.Methods.ToArray();
        var requests = Array.ConvertAll(methods, static method => method.IsGenericDefinition ? null : method.CreateRequest().GetType());
        lock (DynamicCode.Gate)
        {
            var type = DynamicCode.DefineType(shape.Type, Type.EmptyTypes, $"Proxy_{shape.Type.Name}", typeof(GrainReference), [shape.Type]);
            var constructor = EmitConstructor(type);
            EmitFactory(type, constructor);
            var shapes = type.DefineField(ShapesField, typeof(MethodShape[]), FieldAttributes.Public | FieldAttributes.Static);
            for (var i = 0; i < methods.Length; i++)
            {
                if (requests[i] is { } request)
                {
                    EmitMethod(type, methods[i], request, i);
                }
                else
                {
                    GenericProxyMethod.Emit(type, shapes, methods[i], i);
                }
            }

            var proxy = type.CreateType();
            proxy.GetField(ShapesField)!.SetValue(null, methods);
            return proxy.GetMethod("Create")!.CreateDelegate<Func<GrainReferenceShared, IdSpan, GrainReference>>();
        }
    }

    private static ConstructorBuilder EmitConstructor(TypeBuilder type)
    {
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, ConstructorParameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, BaseConstructor);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private static void EmitFactory(TypeBuilder type, ConstructorBuilder constructor)
    {
        var il = type.DefineMethod("Create", MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), ConstructorParameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, MethodShape shape, Type request, int index)
    {
        var parameters = shape.Parameters.Select(parameter => parameter.ParameterType).ToArray();
        var method = type.DefineMethod(
            $"{shape.InterfaceType.Name}.{shape.Method.Name}_{index}",
            MethodAttributes.Private | MethodAttributes.HideBySig | MethodAttributes.NewSlot | MethodAttributes.Virtual | MethodAttributes.Final,
            shape.Method.ReturnType,
            parameters);
        var il = method.GetILGenerator();
        il.DeclareLocal(request);
        il.DeclareLocal(typeof(CopyContext));
        il.Emit(OpCodes.Newobj, request.GetConstructor(Type.EmptyTypes)!);
        il.Emit(OpCodes.Stloc_0);
        EmitArguments(il, shape, request);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Call, InvokeMethod(shape));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(method, shape.Method);
    }

    private static void EmitArguments(ILGenerator il, MethodShape shape, Type request)
    {
        var needsContext = shape.Parameters.Any(parameter => !ArgumentCopier.IsShared(parameter));
        if (needsContext)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, StartCopying);
            il.Emit(OpCodes.Stloc_1);
        }

        for (var i = 0; i < shape.Parameters.Length; i++)
        {
            var parameter = shape.Parameters[i];
            il.Emit(OpCodes.Ldloc_0);
            if (i == shape.CancellationIndex)
            {
                il.Emit(OpCodes.Ldarg, i + 1);
                il.Emit(OpCodes.Call, SetCallerToken);
                continue;
            }

            if (parameter.ParameterType == typeof(GrainCancellationToken))
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg, i + 1);
                il.Emit(OpCodes.Call, BindGrainToken);
            }
            else if (!ArgumentCopier.IsShared(parameter))
            {
                il.Emit(OpCodes.Ldloc_1);
                il.Emit(OpCodes.Ldarg, i + 1);
                il.Emit(OpCodes.Call, CopyArgument.MakeGenericMethod(parameter.ParameterType));
            }
            else
            {
                il.Emit(OpCodes.Ldarg, i + 1);
            }

            il.Emit(OpCodes.Stfld, request.GetField($"{RequestEmitter.ArgumentPrefix}{i}")!);
        }

        if (needsContext)
        {
            il.Emit(OpCodes.Ldloc_1);
            il.Emit(OpCodes.Call, StopCopying);
        }
    }

    /// <summary>What the reference does with a request of such a method; generic where the method returns a result.</summary>
    internal static MethodInfo InvokerOf(MethodReturnKind kind)
    {
        var name = kind switch
        {
            MethodReturnKind.Void => nameof(GrainReference.InvokeOneWay),
            MethodReturnKind.Task => nameof(GrainReference.InvokePlainTask),
            MethodReturnKind.ValueTask => nameof(GrainReference.InvokePlainValueTask),
            MethodReturnKind.TaskOfResult => nameof(GrainReference.InvokeTask),
            MethodReturnKind.AsyncEnumerable => nameof(GrainReference.InvokeStream),
            _ => nameof(GrainReference.InvokeValueTask),
        };
        return typeof(GrainReference).GetMethod(name, AnyInstance)!;
    }

    private static MethodInfo InvokeMethod(MethodShape shape)
    {
        var method = InvokerOf(shape.Kind);
        return method.IsGenericMethodDefinition ? method.MakeGenericMethod(shape.ResultType!) : method;
    }
}
