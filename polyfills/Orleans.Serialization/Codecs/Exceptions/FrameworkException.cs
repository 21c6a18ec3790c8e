using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.ExceptionServices;
using System.Runtime.Serialization;

// The pattern is obsolete for new types; it is how the framework's own exceptions still give and take their state.
#pragma warning disable SYSLIB0050, SYSLIB0051

namespace Orleans.Serialization.Codecs.Exceptions;

/// <summary>
/// Takes the state of an exception as one framework type sees it, and gives it to an instance of that type or of a
/// type derived from it.
/// </summary>
internal sealed class FrameworkException
{
    private static readonly ConcurrentDictionary<Type, FrameworkException> Cache = new();
    private static readonly Type[] ConstructorParameters = [typeof(SerializationInfo), typeof(StreamingContext)];

    private static readonly HashSet<string> BaseNames = new(StringComparer.Ordinal)
    {
        "ClassName", "Message", "Data", "InnerException", "HelpURL", "StackTraceString", "RemoteStackTraceString",
        "RemoteStackIndex", "ExceptionMethod", "HResult", "Source", "WatsonBuckets",
    };

    private readonly Action<Exception, SerializationInfo, StreamingContext> _take;
    private readonly Action<Exception, SerializationInfo, StreamingContext> _give;

    private FrameworkException(Type type)
    {
        _take = Direct(type.GetMethod(nameof(Exception.GetObjectData), ConstructorParameters)!);
        _give = Direct(FindConstructor(type));
    }

    public static FrameworkException Of(Type type) => Cache.GetOrAdd(type, static key => new FrameworkException(key));

    public ExceptionState Take(Exception exception)
    {
        var info = new SerializationInfo(exception.GetType(), new FormatterConverter());
        _take(exception, info, default);
        var state = new ExceptionState
        {
            Message = info.GetString("Message"),
            StackTrace = exception.StackTrace,
            InnerException = exception.InnerException,
            HResult = exception.HResult,
            Source = exception.Source,
            HelpLink = exception.HelpLink,
        };
        foreach (DictionaryEntry entry in exception.Data)
        {
            state.Data.Add(new(entry.Key, entry.Value));
        }

        foreach (var entry in info)
        {
            if (!BaseNames.Contains(entry.Name))
            {
                state.Properties.Add(new(entry.Name, entry.Value));
            }
        }

        return state;
    }

    public void Give(ExceptionState state, Exception exception)
    {
        var info = new SerializationInfo(exception.GetType(), new FormatterConverter());
        info.AddValue("ClassName", exception.GetType().FullName);
        info.AddValue("Message", state.Message, typeof(string));
        info.AddValue("Data", null, typeof(IDictionary));
        info.AddValue("InnerException", state.InnerException, typeof(Exception));
        info.AddValue("HelpURL", state.HelpLink, typeof(string));
        info.AddValue("StackTraceString", null, typeof(string));
        info.AddValue("RemoteStackTraceString", null, typeof(string));
        info.AddValue("RemoteStackIndex", 0);
        info.AddValue("ExceptionMethod", null, typeof(string));
        info.AddValue("HResult", state.HResult);
        info.AddValue("Source", state.Source, typeof(string));
        info.AddValue("WatsonBuckets", null, typeof(byte[]));
        foreach (var (name, value) in state.Properties)
        {
            if (!BaseNames.Contains(name))
            {
                info.AddValue(name, value, value?.GetType() ?? typeof(object));
            }
        }

        try
        {
            _give(exception, info, default);
        }
        catch (Exception refusal) when (refusal is SerializationException or InvalidCastException or FormatException or OverflowException or NullReferenceException)
        {
            throw new SerializerException($"The input holds an exception whose properties {exception.GetType()} does not accept.", refusal);
        }

        foreach (var (key, value) in state.Data)
        {
            exception.Data[key] = value;
        }

        if (!string.IsNullOrEmpty(state.StackTrace))
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, state.StackTrace);
        }
    }

    private static ConstructorInfo FindConstructor(Type type)
    {
        for (var level = type; ; level = level.BaseType!)
        {
            var constructor = level.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, ConstructorParameters);
            if (constructor is not null)
            {
                return constructor;
            }
        }
    }

    // A call to exactly this method, not to an override of it; for a constructor, on an instance that exists already.
    private static Action<Exception, SerializationInfo, StreamingContext> Direct(MethodBase target)
    {
        var method = new DynamicMethod(target.Name, typeof(void), [typeof(Exception), .. ConstructorParameters], typeof(FrameworkException).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        if (target is ConstructorInfo constructor)
        {
            il.Emit(OpCodes.Call, constructor);
        }
        else
        {
            il.Emit(OpCodes.Call, (MethodInfo)target);
        }

        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<Exception, SerializationInfo, StreamingContext>>();
    }
}
