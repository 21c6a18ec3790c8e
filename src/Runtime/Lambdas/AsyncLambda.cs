using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Lambdas;

/// <summary>A task that is a function which awaits.</summary>
/// <typeparam name="TDelegate">The function's type.</typeparam>
/// <typeparam name="TResult">What its task carries; <see cref="Unit"/> for nothing.</typeparam>
internal sealed class AsyncLambda<TDelegate, TResult>(Lambda<TDelegate> lambda, Func<TDelegate, CancellationToken, ValueTask<TResult>> call) : AsyncTask<TResult>
    where TDelegate : Delegate
{
    private Arg<Lambda<TDelegate>> _lambda = lambda;

    protected override TaskDescriptor Descriptor { get; } = lambda.Descriptor;

    protected override bool TakesToken => typeof(TDelegate).GetGenericArguments()[0] == typeof(CancellationToken);

    private protected override bool HasChangeableArguments() => Resolve(_lambda).HasVariables;

    protected override void VisitArguments(ref ArgumentVisitor visitor) => visitor.Visit(ref _lambda);

    protected override ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken) =>
        call(Resolve(_lambda).Take(Node.Copier, MayRunAgain), cancellationToken);
}
