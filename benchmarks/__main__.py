"""`python -m benchmarks`: all measurements, one table each."""

from benchmarks import queries, report

if __name__ == "__main__":
    report.main()
    queries.main()
