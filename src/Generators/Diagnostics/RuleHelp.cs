namespace Orleans.Ray.Generators.Diagnostics;

/// <summary>The longer text of each rule: why it is one, and what to do.</summary>
internal static class RuleHelp
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["RAY001"] = "The stubs of a type's tasks, and the handle of an actor, are classes nested in the type itself, which C# allows to another file only if every declaration of the type, and of the types around it, is partial.",
        ["RAY002"] = "A task runs wherever there is room for it, without the object that its method belongs to. Make the method static and pass it what it needs. If it needs state that lasts between calls, that is an actor.",
        ["RAY003"] = "A task is called through a stub that has its name, and that only an ordinary method of a class, struct or record can have.",
        ["RAY004"] = "Every public method of an actor can be called through its handle; [RayTask] would submit it without the actor. A static method of the class can be a task.",
        ["RAY005"] = "An actor is an instance of a class, constructed where there is room for it, with an identity and a life of its own.",
        ["RAY006"] = "A call is made now and runs later, maybe elsewhere: there is no variable of the caller that it could refer to then. Pass values, and return what changes, as a tuple if it is more than one value.",
        ["RAY007"] = "Arguments and results are copied, and may be sent to another process. What belongs to one process, such as a stream, a lock or a delegate, means nothing in a copy. Pass the data that the code needs to make its own.",
        ["RAY008"] = "The stub of a method that yields returns an ObjectRefStream<T>, whose items can be had before the method has ended. That needs a sequence which the runtime can enumerate as it is made: IAsyncEnumerable<T>, or IEnumerable<T>.",
        ["RAY009"] = "A trailing CancellationToken is the task's or the call's own, which Ray.CancelAsync cancels. It is no argument of the caller, so its place is the last.",
        ["RAY010"] = "Stubs end with an optional parameter for what a call overrides. The method itself never sees it; RayContext.Current tells what it was given.",
        ["RAY011"] = "The runtime would refuse the value when the first call is made.",
        ["RAY012"] = "Stubs take Arg<T>, leave the token out and add options, so that two methods can differ where their stubs do not.",
        ["RAY013"] = "Remote and Handle are classes that are generated into the type, and they have members of their own.",
        ["RAY014"] = "A stub is called from outside of its type, and its signature names the types of the method's parameters and result.",
        ["RAY015"] = "Remote.Create calls one of the class's constructors, on the node that the actor is placed on.",
        ["RAY016"] = "Generators do not see what other generators make. A type that is made by one cannot be part of a stub's signature, unless a type that you write holds it.",
        ["RAY017"] = "The object that a call returns is ready when the method's task is. An async void method has none.",
        ["RAY018"] = "Generated code is in a file of its own, in which a type with the modifier 'file' does not exist.",
        ["RAY019"] = "With NumReturns = n a method returns a tuple of n items, or an array or list of n items, and its stub returns n references.",
        ["RAY030"] = "A method runs in the concurrency group that [ActorMethod] names, with that group's own limit. Groups are declared on the class; where it declares none, those that its methods name are there too.",
    };

    public static string? Of(string id) => Texts.TryGetValue(id, out var text) ? text : null;
}
