using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Runtime;

/// <summary>Emits the request class of one grain method: its arguments in typed fields, its call without reflection.</summary>
internal static class RequestEmitter
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.Virtual;

    public const string ArgumentPrefix = "arg";

    private static readonly MethodInfo Attach = typeof(RequestBase).GetMethod(nameof(RequestBase.Attach), AnyInstance)!;
    private static readonly MethodInfo ResolveTarget = typeof(RequestBase).GetMethod(nameof(RequestBase.ResolveTarget), AnyInstance)!;
    private static readonly MethodInfo GetCallerToken = typeof(RequestBase).GetProperty(nameof(RequestBase.CallerToken), AnyInstance)!.GetMethod!;
    private static readonly MethodInfo SetCallerToken = typeof(RequestBase).GetProperty(nameof(RequestBase.CallerToken), AnyInstance)!.SetMethod!;
    private static readonly MethodInfo GetCalleeToken = typeof(RequestBase).GetProperty(nameof(RequestBase.CalleeToken), AnyInstance)!.GetMethod!;

    public static Func<RequestBase> Emit(MethodShape shape)
    {
        lock (DynamicCode.Gate)
        {
            var type = EmitType(shape);
            type.GetField("Shape")!.SetValue(null, shape);
            return type.GetMethod("Create")!.CreateDelegate<Func<RequestBase>>();
        }
    }

    private static Type EmitType(MethodShape shape)
    {
        var baseType = BaseType(shape);
        var type = DynamicCode.DefineType(shape.InterfaceType, shape.TypeArguments, $"Invokable_{shape.InterfaceType.Name}_{shape.Method.Name}", baseType, Type.EmptyTypes);
        var shapeField = type.DefineField("Shape", typeof(MethodShape), FieldAttributes.Public | FieldAttributes.Static);
        var target = type.DefineField("target", shape.InterfaceType, FieldAttributes.Public);
        var arguments = new FieldBuilder?[shape.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = i == shape.CancellationIndex ? null : type.DefineField($"{ArgumentPrefix}{i}", shape.Parameters[i].ParameterType, FieldAttributes.Public);
        }

        var constructor = EmitConstructor(type, baseType, shapeField);
        EmitFactory(type, constructor);
        EmitGetTarget(type, target);
        EmitSetTarget(type, target, shape);
        EmitInvoke(type, baseType, target, arguments, shape);
        if (arguments.Length > 0)
        {
            EmitArgumentCount(type, arguments.Length);
            EmitGetArgument(type, arguments, shape);
            EmitSetArgument(type, arguments, shape);
        }

        return type.CreateType();
    }

    private static Type BaseType(MethodShape shape) => shape.Kind switch
    {
        MethodReturnKind.Void => typeof(VoidRequest),
        MethodReturnKind.Task => typeof(TaskRequest),
        MethodReturnKind.TaskOfResult => typeof(TaskRequest<>).MakeGenericType(shape.ResultType!),
        MethodReturnKind.ValueTask => typeof(Request),
        MethodReturnKind.AsyncEnumerable => typeof(AsyncEnumerableRequest<>).MakeGenericType(shape.ResultType!),
        _ => typeof(Request<>).MakeGenericType(shape.ResultType!),
    };

    private static ConstructorBuilder EmitConstructor(TypeBuilder type, Type baseType, FieldBuilder shapeField)
    {
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, Type.EmptyTypes);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, baseType.GetConstructor(AnyInstance, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, shapeField);
        il.Emit(OpCodes.Call, Attach);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private static void EmitFactory(TypeBuilder type, ConstructorBuilder constructor)
    {
        var il = type.DefineMethod("Create", MethodAttributes.Public | MethodAttributes.Static, typeof(RequestBase), Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitGetTarget(TypeBuilder type, FieldBuilder target)
    {
        var il = type.DefineMethod(nameof(RequestBase.GetTarget), Override, typeof(object), Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, target);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitSetTarget(TypeBuilder type, FieldBuilder target, MethodShape shape)
    {
        var il = type.DefineMethod(nameof(RequestBase.SetTarget), Override, typeof(void), [typeof(ITargetHolder)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, ResolveTarget);
        il.Emit(OpCodes.Castclass, shape.InterfaceType);
        il.Emit(OpCodes.Stfld, target);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitInvoke(TypeBuilder type, Type baseType, FieldBuilder target, FieldBuilder?[] arguments, MethodShape shape)
    {
        var declared = baseType.GetMethod("InvokeInner", AnyInstance)!;
        var il = type.DefineMethod("InvokeInner", MethodAttributes.Family | MethodAttributes.HideBySig | MethodAttributes.Virtual, declared.ReturnType, Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, target);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            if (argument is null)
            {
                il.Emit(OpCodes.Call, GetCalleeToken);
            }
            else
            {
                il.Emit(OpCodes.Ldfld, argument);
            }
        }

        il.Emit(OpCodes.Callvirt, shape.Method);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitArgumentCount(TypeBuilder type, int count)
    {
        var il = type.DefineMethod(nameof(RequestBase.GetArgumentCount), Override, typeof(int), Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldc_I4, count);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitGetArgument(TypeBuilder type, FieldBuilder?[] arguments, MethodShape shape)
    {
        var il = type.DefineMethod(nameof(RequestBase.GetArgument), Override, typeof(object), [typeof(int)]).GetILGenerator();
        var labels = EmitSwitch(il, arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            il.MarkLabel(labels[i]);
            il.Emit(OpCodes.Ldarg_0);
            if (arguments[i] is { } field)
            {
                il.Emit(OpCodes.Ldfld, field);
            }
            else
            {
                il.Emit(OpCodes.Call, GetCallerToken);
            }

            il.Emit(OpCodes.Box, shape.Parameters[i].ParameterType);
            il.Emit(OpCodes.Ret);
        }
    }

    private static void EmitSetArgument(TypeBuilder type, FieldBuilder?[] arguments, MethodShape shape)
    {
        var il = type.DefineMethod(nameof(RequestBase.SetArgument), Override, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
        var labels = EmitSwitch(il, arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            il.MarkLabel(labels[i]);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, shape.Parameters[i].ParameterType);
            if (arguments[i] is { } field)
            {
                il.Emit(OpCodes.Stfld, field);
            }
            else
            {
                il.Emit(OpCodes.Call, SetCallerToken);
            }

            il.Emit(OpCodes.Ret);
        }
    }

    private static Label[] EmitSwitch(ILGenerator il, int count)
    {
        var labels = new Label[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = il.DefineLabel();
        }

        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Switch, labels);
        il.Emit(OpCodes.Ldstr, "index");
        il.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor([typeof(string)])!);
        il.Emit(OpCodes.Throw);
        return labels;
    }
}
