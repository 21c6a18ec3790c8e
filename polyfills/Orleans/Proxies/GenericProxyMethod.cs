using System.Reflection;
using System.Reflection.Emit;
using Orleans.Serialization.Cloning;

namespace Orleans.Runtime;

/// <summary>
/// Emits the proxy's part of a generic method. Its request class depends on the type arguments, so it is asked for at
/// each call, and the arguments are set one by one, boxed.
/// </summary>
internal static class GenericProxyMethod
{
    private static readonly MethodInfo CreateRequest = typeof(MethodShape).GetMethod(nameof(MethodShape.CreateRequest), [typeof(Type[])])!;
    private static readonly MethodInfo SetArgument = typeof(RequestBase).GetMethod(nameof(RequestBase.SetArgument))!;
    private static readonly MethodInfo TypeOfHandle = typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!;

    public static void Emit(TypeBuilder type, FieldBuilder shapes, MethodShape shape, int index)
    {
        var method = type.DefineMethod(
            $"{shape.InterfaceType.Name}.{shape.Method.Name}_{index}",
            MethodAttributes.Private | MethodAttributes.HideBySig | MethodAttributes.NewSlot | MethodAttributes.Virtual | MethodAttributes.Final);
        var arguments = DefineTypeParameters(method, shape.Method);
        var parameters = shape.Parameters.Select(parameter => Substitute(parameter.ParameterType, arguments)).ToArray();
        method.SetReturnType(Substitute(shape.Method.ReturnType, arguments));
        method.SetParameters(parameters);

        var il = method.GetILGenerator();
        il.DeclareLocal(typeof(RequestBase));
        il.DeclareLocal(typeof(CopyContext));
        EmitRequest(il, shapes, index, arguments);
        EmitArguments(il, shape, parameters);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc_0);
        var invoker = ProxyEmitter.InvokerOf(shape.Kind);
        il.Emit(OpCodes.Call, invoker.IsGenericMethodDefinition ? invoker.MakeGenericMethod(Substitute(shape.ResultType!, arguments)) : invoker);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(method, shape.Method);
    }

    private static GenericTypeParameterBuilder[] DefineTypeParameters(MethodBuilder method, MethodInfo definition)
    {
        var originals = definition.GetGenericArguments();
        var parameters = method.DefineGenericParameters([.. originals.Select(original => original.Name)]);
        for (var i = 0; i < originals.Length; i++)
        {
            parameters[i].SetGenericParameterAttributes(originals[i].GenericParameterAttributes);
            var constraints = originals[i].GetGenericParameterConstraints();
            if (Array.Find(constraints, constraint => !constraint.IsInterface) is { } baseType)
            {
                parameters[i].SetBaseTypeConstraint(Substitute(baseType, parameters));
            }

            parameters[i].SetInterfaceConstraints([.. constraints.Where(constraint => constraint.IsInterface).Select(constraint => Substitute(constraint, parameters))]);
        }

        return parameters;
    }

    private static void EmitRequest(ILGenerator il, FieldBuilder shapes, int index, GenericTypeParameterBuilder[] arguments)
    {
        il.Emit(OpCodes.Ldsfld, shapes);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Ldc_I4, arguments.Length);
        il.Emit(OpCodes.Newarr, typeof(Type));
        for (var i = 0; i < arguments.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldtoken, arguments[i]);
            il.Emit(OpCodes.Call, TypeOfHandle);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Call, CreateRequest);
        il.Emit(OpCodes.Stloc_0);
    }

    private static void EmitArguments(ILGenerator il, MethodShape shape, Type[] parameters)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, ProxyEmitter.StartCopying);
        il.Emit(OpCodes.Stloc_1);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldloc_0);
            if (i == shape.CancellationIndex)
            {
                il.Emit(OpCodes.Ldarg, i + 1);
                il.Emit(OpCodes.Call, ProxyEmitter.SetCallerToken);
                continue;
            }

            il.Emit(OpCodes.Ldc_I4, i);
            if (parameters[i] == typeof(GrainCancellationToken))
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg, i + 1);
                il.Emit(OpCodes.Call, ProxyEmitter.BindGrainToken);
            }
            else if (ArgumentCopier.IsShared(shape.Parameters[i]))
            {
                il.Emit(OpCodes.Ldarg, i + 1);
            }
            else
            {
                il.Emit(OpCodes.Ldloc_1);
                il.Emit(OpCodes.Ldarg, i + 1);
                il.Emit(OpCodes.Call, ProxyEmitter.CopyArgument.MakeGenericMethod(parameters[i]));
            }

            il.Emit(OpCodes.Box, parameters[i]);
            il.Emit(OpCodes.Callvirt, SetArgument);
        }

        il.Emit(OpCodes.Ldloc_1);
        il.Emit(OpCodes.Call, ProxyEmitter.StopCopying);
    }

    /// <summary>The type with the interface method's type parameters replaced by the proxy method's own.</summary>
    private static Type Substitute(Type type, Type[] arguments)
    {
        if (type.IsGenericMethodParameter)
        {
            return arguments[type.GenericParameterPosition];
        }

        if (!type.ContainsGenericParameters)
        {
            return type;
        }

        if (type.IsArray)
        {
            var element = Substitute(type.GetElementType()!, arguments);
            return type.IsSZArray ? element.MakeArrayType() : element.MakeArrayType(type.GetArrayRank());
        }

        return type.GetGenericTypeDefinition().MakeGenericType([.. type.GetGenericArguments().Select(argument => Substitute(argument, arguments))]);
    }
}
