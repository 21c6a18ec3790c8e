using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Lambdas;

/// <summary>A task that is a function which runs to its end on one thread.</summary>
/// <typeparam name="TDelegate">The function's type.</typeparam>
/// <typeparam name="TResult">What it returns; <see cref="Unit"/> for nothing.</typeparam>
internal sealed class SyncLambda<TDelegate, TResult>(Lambda<TDelegate> lambda, Func<TDelegate, CancellationToken, TResult> call) : SyncTask<TResult>
    where TDelegate : Delegate
{
    private Arg<Lambda<TDelegate>> _lambda = lambda;

    protected override TaskDescriptor Descriptor { get; } = lambda.Descriptor;

    protected override bool TakesToken => typeof(TDelegate).IsGenericType && typeof(TDelegate).GetGenericArguments()[0] == typeof(CancellationToken);

    private protected override bool HasChangeableArguments() => Resolve(_lambda).HasVariables;

    protected override void VisitArguments(ref ArgumentVisitor visitor) => visitor.Visit(ref _lambda);

    protected override TResult Invoke(CancellationToken cancellationToken) =>
        call(Resolve(_lambda).Take(Node.Copier, MayRunAgain), cancellationToken);
}
