namespace Orleans.Ray.Generators.Models;

internal enum ReturnShape
{
    Void,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,

    /// <summary>Items that are made without awaiting, by <c>yield</c>.</summary>
    Items,

    /// <summary>Items to await.</summary>
    AsyncItems,
}
